package dev.integrationshub.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides whether a header can be sent as given. */
public final class CheckHeader {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\t -~]*");

  /** They frame the message or belong to the connection, which are the sender's business. */
  private static final Set<String> OF_THE_SENDER =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private CheckHeader() {}

  /**
   * @return one sentence about what is wrong; empty when the header can be sent
   */
  public static Optional<String> problem(String name, String value) {
    if (!TOKEN.matcher(name).matches()) {
      return Optional.of("A header's name has letters, digits and hyphens.");
    }
    if (OF_THE_SENDER.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("The header " + name + " is set by the hub itself.");
    }
    if (!VISIBLE_ASCII.matcher(value).matches()) {
      return Optional.of("The value of the header " + name + " must be plain ASCII on one line.");
    }
    return Optional.empty();
  }
}
