package dev.integrationshub.bench.verify;

import java.util.List;

/** What the keys of a request are, and so what must be answered. */
enum Kind {
  VALID("VALID"),
  /** With a rate limit that is never reached. */
  LIMITED("VALID"),
  /** Well-formed, and nobody's: each is looked up in the database. */
  UNKNOWN("NOT_FOUND"),
  MALFORMED("MALFORMED");

  private final String code;

  Kind(String code) {
    this.code = code;
  }

  PreparedRequests requests(String rootKey, BenchKeys keys) {
    List<String> texts =
        switch (this) {
          case VALID -> keys.unlimited();
          case LIMITED -> keys.limited();
          case UNKNOWN -> keys.unknown();
          case MALFORMED -> keys.malformed();
        };
    return new PreparedRequests(rootKey, texts, code);
  }

  String title() {
    return switch (this) {
      case VALID -> "valid";
      case LIMITED -> "valid, with a rate limit";
      case UNKNOWN -> "unknown";
      case MALFORMED -> "malformed";
    };
  }
}
