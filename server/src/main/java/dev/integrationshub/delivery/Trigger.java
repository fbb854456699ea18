package dev.integrationshub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What caused an attempt. */
enum Trigger {
  /** The event was published. */
  @JsonProperty("event")
  EVENT,
  /** The attempt before failed. */
  @JsonProperty("schedule")
  SCHEDULE,
  /** Somebody asked for it. It says nothing about the webhook: status and rate leave it out. */
  @JsonProperty("manual")
  MANUAL;

  /** As the tables spell it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Trigger of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
