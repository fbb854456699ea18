package dev.integrationshub.platform.ids;

import java.util.Optional;
import java.util.UUID;

/**
 * The kinds of identifiers and their text form: a prefix, {@code _}, and the UUID's 128 bits as 26
 * characters of lower-case Crockford base 32, as in the TypeID specification 0.3. The text form
 * sorts like the UUID.
 */
public enum IdKind {
  ORGANIZATION("org"),
  USER("usr"),
  API_KEY("key"),
  ROOT_KEY("rk"),
  WEBHOOK("wh"),
  EVENT("evt"),
  DELIVERY("dlv"),
  ATTEMPT("att"),
  RETRY("rty"),
  AUDIT_ENTRY("aud");

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TEXT_LENGTH = 26;

  private final String prefix;

  IdKind(String prefix) {
    this.prefix = prefix;
  }

  /** The text shown outside, such as {@code key_01h455vb4pex5vsknk084sn02q}. */
  public String format(UUID id) {
    char[] text = new char[TEXT_LENGTH];
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return prefix + "_" + new String(text);
  }

  /** The UUID of a text of this kind; empty for any other text. */
  public Optional<UUID> parse(String text) {
    int start = prefix.length() + 1;
    if (text.length() != start + TEXT_LENGTH
        || !text.startsWith(prefix)
        || text.charAt(prefix.length()) != '_'
        || text.charAt(start) > '7') {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return Optional.of(new UUID(high, low));
  }
}
