package dev.integrationshub.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.0, true",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.0/24, 203.0.112.255, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "10.1.2.3/9, 10.127.255.255, true",
    "10.1.2.3/9, 10.128.0.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 192.0.2.1, false",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "203.0.113.0/24, ::ffff:203.0.113.9, true",
    "::ffff:203.0.113.0/120, 203.0.113.9, true",
  })
  void containsExactlyTheAddressesOfTheBlock(String block, String address, boolean inside)
      throws Exception {
    assertThat(Cidr.of(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.0.0",
        "010.0.0.1",
        "0x0a.0.0.1",
        "256.0.0.1",
        "10.0.0.1/33",
        "10.0.0.1/",
        "10.0.0.1/-1",
        "10.0.0.1/08",
        "1.2.3.4.5",
        "2001:db8::/129",
        "fe80::1%eth0",
        ":",
        ":::",
        "1::2::3",
        "localhost",
        "10.0.0.1 ",
        "１０.0.0.1",
        "[::1]",
        "2130706433"
      })
  void refusesWhatIsNotCanonical(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void blocksWithTheSameAddressesAreEqual() {
    assertThat(Cidr.of("10.1.2.3/8")).isEqualTo(Cidr.of("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Cidr.of("10.0.0.0/8")).isNotEqualTo(Cidr.of("10.0.0.0/9"));
  }
}
