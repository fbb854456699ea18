package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.ClassifyAddress.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyAddressTest {
  private static final String ALLOWED = "allowed";

  /** Both edges of each range and their neighbours outside. */
  @ParameterizedTest
  @CsvFileSource(resources = "/addresses.csv", numLinesToSkip = 1)
  void keepsWebhooksOutOfEverySpecialPurposeRange(String address, String expected) {
    ClassifyAddress classify = Egress.classifyAddress(Egress.defaults(), "127.0.0.1", 8080);
    assertThat(verdict(classify, address, 443)).isEqualTo(expected);
  }

  @Test
  void everyRangeIsInTheTable() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/addresses.csv")) {
      String cases = new String(file.readAllBytes(), UTF_8);
      assertThat(cases.lines().count()).isGreaterThan(100);
      assertThat(SpecialPurposeRange.ALL)
          .allSatisfy(range -> assertThat(cases).contains("\"" + range + "\""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/32, 10.1.2.3, allowed",
    "10.1.2.3/32, 10.1.2.4, 'private network, 10.0.0.0/8'",
    "10.1.2.3/32, ::ffff:10.1.2.3, allowed",
    "10.1.2.3/32, 64:ff9b::10.1.2.3, allowed",
    "127.0.0.1/32, ::1, 'loopback, ::1/128'",
    "fd00::/8, fd00:ec2::254, allowed",
    "::1/128, ::1, allowed",
  })
  void theOperatorsAllowListWins(String allowed, String address, String expected) {
    ClassifyAddress classify =
        Egress.classifyAddress(Egress.allowing(false, allowed), "127.0.0.1", 8080);
    assertThat(verdict(classify, address, 443)).isEqualTo(expected);
  }

  @Test
  void theHubsOwnAddressIsForbiddenAtItsPortOnly() {
    ClassifyAddress classify = Egress.classifyAddress(Egress.defaults(), "93.184.216.34", 8080);
    assertThat(verdict(classify, "93.184.216.34", 8080)).isEqualTo("the hub's own address");
    assertThat(verdict(classify, "::ffff:93.184.216.34", 8080)).isEqualTo("the hub's own address");
    assertThat(verdict(classify, "64:ff9b::93.184.216.34", 8080))
        .isEqualTo("the hub's own address");
    assertThat(verdict(classify, "93.184.216.34", 443)).isEqualTo(ALLOWED);
    assertThat(verdict(classify, "93.184.216.35", 8080)).isEqualTo(ALLOWED);
  }

  @Test
  void aHubOnTheWildcardAddressOwnsEveryAddressOfTheMachine() throws Exception {
    for (String wildcard : new String[] {"0.0.0.0", "::"}) {
      ClassifyAddress classify = Egress.classifyAddress(Egress.defaults(), wildcard, 8080);
      for (InetAddress own :
          NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
        assertThat(classify.classify(own, 8080))
            .isEqualTo(new Verdict.Forbidden("the hub's own address"));
      }
      assertThat(verdict(classify, "93.184.216.34", 8080)).isEqualTo(ALLOWED);
    }
  }

  @Test
  void theAllowListComesBeforeTheHubsOwnAddress() {
    ClassifyAddress classify =
        Egress.classifyAddress(Egress.allowing(false, "127.0.0.1/32"), "127.0.0.1", 8080);
    assertThat(verdict(classify, "127.0.0.1", 8080)).isEqualTo(ALLOWED);
  }

  @Test
  void anAddressWithAZoneIsForbidden() throws Exception {
    byte[] global = InetAddress.ofLiteral("2606:4700::1").getAddress();
    ClassifyAddress classify = Egress.classifyAddress(Egress.defaults(), "127.0.0.1", 8080);
    assertThat(classify.classify(Inet6Address.getByAddress(null, global, 1), 443))
        .isEqualTo(new Verdict.Forbidden("an address with a zone"));
  }

  private static String verdict(ClassifyAddress classify, String address, int port) {
    return switch (classify.classify(InetAddress.ofLiteral(address), port)) {
      case Verdict.Allowed allowed -> ALLOWED;
      case Verdict.Forbidden forbidden -> forbidden.range();
    };
  }
}
