package dev.integrationshub.webhooks;

import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.problems.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which custom headers a webhook may send; pure. */
final class CheckHeaders {
  static final int MAX_HEADERS = 20;
  static final int MAX_HEADER_BYTES = 4 * 1024;

  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * RFC 9110 section 5.5 without tabs and obs-text: what every receiver reads in the same way, and
   * nothing that could end the line.
   */
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");

  /** What the hub sends itself, and what frames the message (RFC 9110 sections 7.6 and 10.1). */
  private static final Set<String> RESERVED =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "host",
          "user-agent",
          "connection",
          "keep-alive",
          "transfer-encoding",
          "te",
          "upgrade",
          "trailer",
          "expect",
          "http2-settings");

  private static final List<String> RESERVED_PREFIXES = List.of("webhook-", "proxy-");

  private CheckHeaders() {}

  /** The headers of a new webhook. */
  static List<Header> check(@Nullable List<@Nullable HeaderSetting> headers, FieldErrors errors) {
    return check(headers, List.of(), errors);
  }

  /**
   * The headers that are right; every one that is not adds to the errors.
   *
   * @param stored whose values stand in for those that are absent
   */
  static List<Header> check(
      @Nullable List<@Nullable HeaderSetting> headers, List<Header> stored, FieldErrors errors) {
    if (headers == null) {
      return List.of();
    }
    errors.require(
        headers.size() <= MAX_HEADERS,
        "/headers",
        "has " + headers.size() + " headers; at most " + MAX_HEADERS + " are allowed");
    List<Header> accepted = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < headers.size(); i++) {
      HeaderSetting header = headers.get(i);
      String pointer = "/headers/" + i;
      String name = header == null || header.name() == null ? "" : header.name().strip();
      String value =
          header == null || header.value() == null ? valueOf(name, stored) : header.value().strip();
      checkName(name, pointer + "/name", seen, errors);
      checkValue(name, value, pointer + "/value", errors);
      accepted.add(new Header(name, value));
    }
    return List.copyOf(accepted);
  }

  private static String valueOf(String name, List<Header> stored) {
    return stored.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  private static void checkName(String name, String pointer, Set<String> seen, FieldErrors errors) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      errors.add(pointer, "is required");
    } else if (!TOKEN.matcher(name).matches()) {
      errors.add(pointer, "must be a header name: letters, digits and - without spaces");
    } else if (RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith)) {
      errors.add(pointer, "is reserved: the hub or the connection sets " + lower + " itself");
    } else if (!seen.add(lower)) {
      errors.add(pointer, "is there twice; header names are the same in any case");
    }
  }

  private static void checkValue(String name, String value, String pointer, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.add(pointer, "is required");
    } else if (value.equals(WebhookView.MASK)) {
      errors.add(
          pointer,
          "is what answers show for any value; send the value, or none to keep what is stored");
    } else if (name.length() + value.length() > MAX_HEADER_BYTES) {
      errors.add(pointer, "is too long: a header has at most 4 KiB");
    } else if (!VALUE.matcher(value).matches()) {
      errors.add(pointer, "must be printable ASCII without control characters");
    }
  }
}
