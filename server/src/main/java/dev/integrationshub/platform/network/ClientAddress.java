package dev.integrationshub.platform.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Decides which address a request really came from. */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * Walks {@code X-Forwarded-For} from its right end, as long as the hop that added the entry is a
   * trusted proxy, and returns the first address that is not one. Entries to the left of it are the
   * client's own claim and are never believed; neither is anything behind an unreadable entry.
   *
   * @param peer the address of the connection
   * @param forwardedFor the header's values in order of arrival, each possibly a comma list
   * @param trustedProxies blocks of {@code HUB_TRUSTED_PROXIES}
   */
  public static InetAddress of(
      InetAddress peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
    InetAddress client = peer;
    List<String> hops = List.of(String.join(",", forwardedFor).split(",", -1));
    for (String hop : hops.reversed()) {
      if (!isTrusted(client, trustedProxies)) {
        return client;
      }
      Optional<InetAddress> previous = Cidr.parseAddress(hop.strip());
      if (previous.isEmpty()) {
        return client;
      }
      client = previous.get();
    }
    return client;
  }

  private static boolean isTrusted(InetAddress address, List<Cidr> trustedProxies) {
    return trustedProxies.stream().anyMatch(block -> block.contains(address));
  }
}
