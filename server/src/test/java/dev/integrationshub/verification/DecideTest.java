package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.network.Cidr;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideTest {
  private static final Instant NOW = Instant.parse("2026-11-17T12:00:30Z");
  private static final UUID ID = new UUID(0, 1);

  /** y is a fault that the call has; the codes in the order in which they win. */
  @ParameterizedTest
  @CsvSource({
    // revoked, disabled, expired, address, scope
    "y, y, y, y, y, REVOKED",
    "n, y, y, y, y, DISABLED",
    "n, n, y, y, y, EXPIRED",
    "n, n, n, y, y, IP_NOT_ALLOWED",
    "n, n, n, n, y, INSUFFICIENT_SCOPE",
    "n, n, n, n, n, VALID",
    "y, n, n, n, n, REVOKED",
    "n, y, n, n, n, DISABLED",
    "n, n, y, n, n, EXPIRED",
    "n, n, n, y, n, IP_NOT_ALLOWED",
  })
  void firstFaultInTheOrderOfTheContractDecides(
      char revoked, char disabled, char expired, char address, char scope, VerificationCode code) {
    ProvenKey key =
        key(
            List.of("203.0.113.0/24"),
            revoked == 'y' ? NOW : null,
            disabled == 'y' ? NOW : null,
            expired == 'y' ? NOW : NOW.plusMillis(1));
    var ask =
        new Ask(
            Set.of(scope == 'y' ? "users:read" : "recordings:read"),
            InetAddress.ofLiteral(address == 'y' ? "198.51.100.1" : "203.0.113.7"),
            1);
    assertThat(Decide.on(key, ask, NOW)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-1, VALID", "0, EXPIRED", "1, EXPIRED"})
  void keyExpiresAtItsVeryInstant(long nanosAfterExpiry, VerificationCode code) {
    ProvenKey key = key(List.of(), null, null, NOW);
    assertThat(Decide.on(key, anywhere(), NOW.plusNanos(nanosAfterExpiry))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "203.0.113.7, VALID",
        "203.0.114.7, IP_NOT_ALLOWED",
        "2001:db8:1::7, VALID",
        "2001:db9::7, IP_NOT_ALLOWED",
        "::ffff:203.0.113.7, VALID",
        "::203.0.113.7, IP_NOT_ALLOWED",
        "none, IP_NOT_ALLOWED",
      })
  void allowlistTakesBothFamiliesAndRefusesAnAddressThatNobodyTold(
      @Nullable String address, VerificationCode code) {
    ProvenKey key = key(List.of("203.0.113.0/24", "2001:db8::/32"), null, null, null);
    var ask = new Ask(Set.of(), address == null ? null : InetAddress.ofLiteral(address), 1);
    assertThat(Decide.on(key, ask, NOW)).isEqualTo(code);
  }

  @Test
  void allScopesAskedForMustBeHeld() {
    ProvenKey key = key(List.of(), null, null, null);
    assertThat(Decide.on(key, asking("recordings:read", "recordings:write"), NOW))
        .isEqualTo(VerificationCode.VALID);
    assertThat(Decide.on(key, asking("recordings:read", "users:read"), NOW))
        .isEqualTo(VerificationCode.INSUFFICIENT_SCOPE);
    assertThat(Decide.on(key, asking(), NOW)).isEqualTo(VerificationCode.VALID);
  }

  private static Ask anywhere() {
    return asking();
  }

  private static Ask asking(String... scopes) {
    return new Ask(Set.of(scopes), null, 1);
  }

  private static ProvenKey key(
      List<String> allowlist,
      @Nullable Instant revokedAt,
      @Nullable Instant disabledAt,
      @Nullable Instant expiresAt) {
    return new ProvenKey(
        ID,
        ID,
        "CI",
        new byte[32],
        List.of("recordings:read", "recordings:write"),
        10,
        allowlist.stream().map(Cidr::of).toList(),
        expiresAt,
        disabledAt != null,
        revokedAt != null);
  }
}
