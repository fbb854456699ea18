package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the report of a leak led to. */
public enum LeakAction {
  /** The key works no more. */
  DISABLED,
  /** The key has a replacement, and works until the overlap is over. */
  ROTATED,
  /** Nothing: there is no such key, or it worked no more already. */
  NONE;

  /** As the API and the database spell it. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LeakAction of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
