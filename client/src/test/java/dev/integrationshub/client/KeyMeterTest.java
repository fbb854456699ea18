package dev.integrationshub.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyMeterTest {
  private static final Instant START = Instant.parse("2100-01-01T00:00:00Z");

  private Instant now = START;
  private final KeyMeter meter = new KeyMeter("key_1", () -> now);

  @Test
  void whatIsNotLeasedIsNotAllowed() {
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.NEEDS_LEASE);
    grant(2);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.ALLOWED);
    assertThat(meter.take(100, Ask.nothing().costing(2))).isEqualTo(KeyMeter.Taken.NEEDS_LEASE);
    assertThat(meter.missing(2)).isEqualTo(1);
    now = START.plusSeconds(10);
    assertThat(meter.take(100, Ask.nothing()))
        .as("the lease has ended")
        .isEqualTo(KeyMeter.Taken.NEEDS_LEASE);
  }

  @Test
  void theAddressIsReportedWithoutItsZone() throws UnknownHostException {
    byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
    InetAddress zoned = Inet6Address.getByAddress(null, linkLocal, 1);
    assertThat(zoned.getHostAddress()).contains("%");
    meter.count(VerificationCode.VALID, Ask.nothing().from(zoned));
    assertThat(takeOut(false).at("/0/lastUsedIp").asText()).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void theLatestCallOfASecondIsReportedThoughTheClockWasSetBack() {
    grant(10);
    now = START.plusMillis(700);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.ALLOWED);
    now = START.plusMillis(200);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.ALLOWED);
    assertThat(takeOut(false).at("/0/spent/0/lastAt").asText())
        .isEqualTo(START.plusMillis(700).toString());
  }

  @Test
  void whoIsIdleRetiresWithNothingLeftToTell() {
    grant(10);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.ALLOWED);
    assertThat(takeOut(false).at("/0/returned").asLong()).isZero();
    now = START.plus(Duration.ofSeconds(10));
    assertThat(takeOut(false).at("/0/returned").asLong()).isEqualTo(9);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.NEEDS_LEASE);
    now = START.plus(Duration.ofSeconds(20));
    assertThat(takeOut(false)).isEmpty();
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.RETIRED);
    assertThat(meter.count(VerificationCode.VALID, Ask.nothing())).isFalse();
  }

  @Test
  void theEndGivesTheWholeLeaseBack() {
    grant(10);
    assertThat(takeOut(true).at("/0/returned").asLong()).isEqualTo(10);
    assertThat(meter.take(100, Ask.nothing())).isEqualTo(KeyMeter.Taken.RETIRED);
  }

  private void grant(long amount) {
    if (meter.take(100, Ask.nothing().costing(100)) == KeyMeter.Taken.NEEDS_LEASE) {
      Instant end = now.plus(Duration.ofSeconds(10));
      meter.granted(100, new VerifierCalls.Lease(false, true, amount, end, amount, null, 90));
    }
  }

  private ArrayNode takeOut(boolean all) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    meter.takeOut(all, keys);
    return keys;
  }
}
