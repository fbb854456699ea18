package dev.integrationshub.platform.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3); a single
 * address is a block of one. Equality is by block: {@code 10.1.2.3/8} equals {@code 10.0.0.0/8}.
 */
public final class Cidr {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

  private final byte[] network;
  private final int prefixLength;

  private Cidr(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  /**
   * Reads an address or {@code address/prefix-length}. Only canonical spellings are taken: dotted
   * decimal without leading zeros, IPv6 without a zone. Host bits are cleared. An IPv4-mapped IPv6
   * block of at least 96 bits becomes the IPv4 block.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> address = addressBytes(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = address.get();
    if (slash < 0) {
      return Optional.of(ofBytes(bytes, bytes.length * 8));
    }
    String length = text.substring(slash + 1);
    if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bytes.length * 8) {
      return Optional.empty();
    }
    return Optional.of(ofBytes(bytes, Integer.parseInt(length)));
  }

  /** As {@link #parse}, for blocks written in the source. */
  public static Cidr of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a CIDR block: " + text));
  }

  /**
   * Reads one literal address in its canonical spelling, without asking any resolver. IPv4-mapped
   * IPv6 addresses come back as IPv4.
   */
  public static Optional<InetAddress> parseAddress(String text) {
    return addressBytes(text).map(Cidr::toAddress);
  }

  /** Whether the address lies in this block; an IPv4-mapped IPv6 address is taken as its IPv4. */
  public boolean contains(InetAddress address) {
    byte[] bytes = unmap(address.getAddress(), 128).bytes;
    return bytes.length == network.length && Arrays.equals(masked(bytes, prefixLength), network);
  }

  @Override
  public String toString() {
    return toAddress(network).getHostAddress() + "/" + prefixLength;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && prefixLength == that.prefixLength
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefixLength;
  }

  private record Block(byte[] bytes, int prefixLength) {}

  private static Cidr ofBytes(byte[] bytes, int prefixLength) {
    Block block = unmap(bytes, prefixLength);
    return new Cidr(masked(block.bytes, block.prefixLength), block.prefixLength);
  }

  /** ::ffff:0:0/96 (RFC 4291 section 2.5.5.2) stands for IPv4. */
  private static Block unmap(byte[] bytes, int prefixLength) {
    if (bytes.length != 16 || prefixLength < 96) {
      return new Block(bytes, prefixLength);
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return new Block(bytes, prefixLength);
      }
    }
    boolean mapped = bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    return mapped
        ? new Block(Arrays.copyOfRange(bytes, 12, 16), prefixLength - 96)
        : new Block(bytes, prefixLength);
  }

  private static byte[] masked(byte[] bytes, int prefixLength) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      int bits = Math.clamp(prefixLength - i * 8L, 0, 8);
      result[i] &= (byte) (0xff << (8 - bits));
    }
    return result;
  }

  private static Optional<byte[]> addressBytes(String text) {
    byte @Nullable [] v4 = ipv4(text);
    if (v4 != null) {
      return Optional.of(v4);
    }
    if (!IPV6.matcher(text).matches() || text.length() > 45) {
      return Optional.empty();
    }
    try {
      // Brackets make this a literal for the JDK: it can't turn into a name look-up.
      return Optional.of(expandMapped(InetAddress.getByName("[" + text + "]").getAddress()));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Four numbers without leading zeros; null for any other text. */
  private static byte @Nullable [] ipv4(String text) {
    byte[] bytes = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int start = at;
      int part = 0;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        part = part * 10 + text.charAt(at++) - '0';
      }
      boolean isNumber =
          at > start && part <= 255 && (at == start + 1 || text.charAt(start) != '0');
      boolean isFollowed =
          i == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
      if (!isNumber || !isFollowed) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The JDK shortens an IPv4-mapped literal to IPv4; a prefix length counts all 128 bits. */
  private static byte[] expandMapped(byte[] bytes) {
    if (bytes.length == 16) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(bytes, 0, mapped, 12, 4);
    return mapped;
  }

  private static InetAddress toAddress(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
