package dev.integrationshub.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private static final InetAddress PEER = InetAddress.ofLiteral("10.0.0.1");

  @Test
  void aForgedHeaderIsIgnoredWithoutTrustedProxies() {
    assertThat(ClientAddress.of(PEER, List.of("203.0.113.7"), List.of())).isEqualTo(PEER);
  }

  @Test
  void theEntryOfATrustedProxyIsBelievedAndWhatTheClientClaimedIsNot() {
    assertThat(
            ClientAddress.of(
                PEER, List.of("198.51.100.1, 203.0.113.7"), List.of(Cidr.of("10.0.0.0/8"))))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
  }

  @Test
  void severalTrustedProxiesAreWalkedThrough() {
    assertThat(
            ClientAddress.of(
                PEER, List.of("203.0.113.7", "10.0.0.3, 10.0.0.2"), List.of(Cidr.of("10.0.0.0/8"))))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
  }

  @Test
  void anUnreadableEntryEndsTheWalk() {
    assertThat(
            ClientAddress.of(PEER, List.of("203.0.113.7, unknown"), List.of(Cidr.of("10.0.0.0/8"))))
        .isEqualTo(PEER);
  }
}
