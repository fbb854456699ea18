package dev.integrationshub.egress;

import dev.integrationshub.platform.configuration.WebhookSettings;
import dev.integrationshub.platform.network.Cidr;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a webhook may go to an address. The first rule that speaks wins: the operator's
 * allow list, the hub's own listening addresses, the IPv4 address inside an IPv6 one, the
 * special-purpose ranges; what is left is the public internet and allowed.
 */
@Singleton
public final class ClassifyAddress {

  /** The decision on one address. */
  public sealed interface Verdict {
    record Allowed() implements Verdict {}

    /**
     * @param range what forbids it, such as {@code private network, 10.0.0.0/8}
     */
    record Forbidden(String range) implements Verdict {}
  }

  private static final Verdict ALLOWED = new Verdict.Allowed();

  private final List<Cidr> allowList;
  private final ListeningAddresses own;

  ClassifyAddress(WebhookSettings settings, ListeningAddresses own) {
    this.allowList = settings.allowAddresses();
    this.own = own;
  }

  public Verdict classify(InetAddress address, int port) {
    if (allowList.stream().anyMatch(block -> block.contains(address))) {
      return ALLOWED;
    }
    if (own.include(address, port)) {
      return new Verdict.Forbidden("the hub's own address");
    }
    Optional<InetAddress> inside = EmbeddedAddress.in(address);
    if (inside.isPresent()) {
      return classify(inside.get(), port);
    }
    if (hasZone(address)) {
      return new Verdict.Forbidden("an address with a zone");
    }
    return SpecialPurposeRange.containing(address)
        .<Verdict>map(range -> new Verdict.Forbidden(range.toString()))
        .orElse(ALLOWED);
  }

  private static boolean hasZone(InetAddress address) {
    return address instanceof Inet6Address v6
        && (v6.getScopeId() != 0 || v6.getScopedInterface() != null);
  }
}
