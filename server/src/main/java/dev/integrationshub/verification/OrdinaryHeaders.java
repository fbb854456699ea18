package dev.integrationshub.verification;

import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say, as long as it is nothing unusual: a root key as a bearer, and
 * a short body of JSON. Anything else that the hub or its framework would heed makes them unusual.
 */
final class OrdinaryHeaders implements BiConsumer<String, String> {
  /** A hundred scopes of 100 characters fit. */
  static final int MOST_BODY_BYTES = 16 * 1024;

  private static final String BEARER = "Bearer ";
  private static final int MOST_DIGITS = 5;

  private String bearer = "";
  private int bodyBytes;
  private boolean isJson;
  private boolean isUnusual;

  private OrdinaryHeaders() {}

  /** Null where something is unusual. */
  static @Nullable OrdinaryHeaders of(MultiMap headers) {
    var seen = new OrdinaryHeaders();
    headers.forEach(seen);
    boolean hasBody = seen.bodyBytes > 0 && seen.bodyBytes <= MOST_BODY_BYTES;
    return seen.isUnusual || !seen.isJson || !hasBody || seen.bearer.isEmpty() ? null : seen;
  }

  String bearer() {
    return bearer;
  }

  int bodyBytes() {
    return bodyBytes;
  }

  /** By length first, because most headers' names can then be left alone. */
  @Override
  public void accept(String name, String value) {
    switch (name.length()) {
      case 6 -> accept6(name, value);
      case 9 -> isUnusual |= name.equalsIgnoreCase("X-API-Key");
      case 12 -> acceptType(name, value);
      case 13 -> acceptAuthorization(name, value);
      case 14 -> acceptLength(name, value);
      case 16 -> isUnusual |= name.equalsIgnoreCase("Content-Encoding");
      case 17 ->
          isUnusual |=
              name.equalsIgnoreCase("X-Organization-Id")
                  || name.equalsIgnoreCase("Transfer-Encoding");
      default -> {}
    }
  }

  private void accept6(String name, String value) {
    if (name.equalsIgnoreCase("Accept")) {
      isUnusual |= !value.equals("*/*") && !value.equals("application/json");
    } else {
      isUnusual |= name.equalsIgnoreCase("Cookie") || name.equalsIgnoreCase("Expect");
    }
  }

  private void acceptType(String name, String value) {
    if (name.equalsIgnoreCase("Content-Type")) {
      isUnusual |= isJson || !value.equals("application/json");
      isJson = true;
    }
  }

  private void acceptAuthorization(String name, String value) {
    if (name.equalsIgnoreCase("Authorization")) {
      isUnusual |= !bearer.isEmpty() || !value.startsWith(BEARER);
      bearer = isUnusual ? "" : value.substring(BEARER.length()).strip();
    }
  }

  private void acceptLength(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length")) {
      isUnusual |= bodyBytes != 0 || value.length() > MOST_DIGITS;
      bodyBytes = isUnusual ? 0 : digits(value);
    }
  }

  private static int digits(String value) {
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
