package dev.integrationshub.egress;

/** Ends the reading of a URL at the first thing wrong with it. */
final class RefusedException extends Exception {
  final String reason;

  RefusedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }
}
