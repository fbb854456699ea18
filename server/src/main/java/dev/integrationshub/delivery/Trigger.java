package dev.integrationshub.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What caused an attempt. */
enum Trigger {
  /** The event was published. */
  EVENT,
  /** The attempt before failed. */
  SCHEDULE,
  /** Somebody asked for it. It says nothing about the webhook: status and rate leave it out. */
  MANUAL;

  /** As the API and the tables spell it. */
  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Trigger of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
