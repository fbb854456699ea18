package dev.integrationshub.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What every answer tells browsers, whoever gives it. */
public final class SecureHeaders {
  private static final CharSequence POLICY =
      HttpHeaders.createOptimized(
          "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
              + " data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors"
              + " 'none'");

  private static final CharSequence POLICY_NAME =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence TYPE_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence TYPE = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence FRAME_NAME = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence FRAME = HttpHeaders.createOptimized("DENY");
  private static final CharSequence REFERRER_NAME = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("no-referrer");

  private SecureHeaders() {}

  /** Sets them, in place of what was set before. */
  public static void put(HttpServerResponse response) {
    response
        .putHeader(POLICY_NAME, POLICY)
        .putHeader(TYPE_NAME, TYPE)
        .putHeader(FRAME_NAME, FRAME)
        .putHeader(REFERRER_NAME, REFERRER);
  }
}
