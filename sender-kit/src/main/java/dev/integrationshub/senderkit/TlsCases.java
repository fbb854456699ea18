package dev.integrationshub.senderkit;

import java.util.List;

/** TLS that a sender must not put up with; the request itself must never arrive. */
final class TlsCases {
  private TlsCases() {}

  static List<Case> all() {
    GoodSender refuses = GoodSender.sees("tls_error").and("It sends nothing: see /seen.");
    return List.of(
        Case.on(Endpoint.TLS_EXPIRED, "presents a certificate that has expired", refuses),
        Case.on(
            Endpoint.TLS_NOT_YET_VALID, "presents a certificate that is not valid yet", refuses),
        Case.on(Endpoint.TLS_WRONG_NAME, "presents a certificate for another name", refuses),
        Case.on(
            Endpoint.TLS_SELF_SIGNED, "presents a certificate that nobody stands behind", refuses),
        Case.on(Endpoint.TLS_OLD, "offers TLS 1.0 and 1.1 and nothing better", refuses),
        Case.on(
            Endpoint.TLS_SILENT,
            "takes the connection and no part in TLS",
            GoodSender.sees("timeout", "tls_error")));
  }
}
