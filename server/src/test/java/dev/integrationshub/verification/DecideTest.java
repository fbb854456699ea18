package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.ApiKey;
import dev.integrationshub.keys.KeyAuthor;
import java.net.InetAddress;
import java.time.Duration;
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
    // revoked, disabled, expired, address, scope, limit
    "y, y, y, y, y, y, REVOKED",
    "n, y, y, y, y, y, DISABLED",
    "n, n, y, y, y, y, EXPIRED",
    "n, n, n, y, y, y, IP_NOT_ALLOWED",
    "n, n, n, n, y, y, INSUFFICIENT_SCOPE",
    "n, n, n, n, n, y, RATE_LIMITED",
    "n, n, n, n, n, n, VALID",
    "y, n, n, n, n, n, REVOKED",
    "n, y, n, n, n, n, DISABLED",
    "n, n, y, n, n, n, EXPIRED",
    "n, n, n, y, n, n, IP_NOT_ALLOWED",
    "n, n, n, n, y, n, INSUFFICIENT_SCOPE",
  })
  void firstFaultInTheOrderOfTheContractDecides(
      char revoked,
      char disabled,
      char expired,
      char address,
      char scope,
      char limit,
      VerificationCode code) {
    ApiKey key =
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
    var window = new HourWindow(10, limit == 'y' ? 10 : 9, NOW, NOW);
    assertThat(Decide.on(key, ask, window, NOW)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-1, VALID", "0, EXPIRED", "1, EXPIRED"})
  void keyExpiresAtItsVeryInstant(long nanosAfterExpiry, VerificationCode code) {
    ApiKey key = key(List.of(), null, null, NOW);
    assertThat(Decide.on(key, anywhere(), null, NOW.plusNanos(nanosAfterExpiry))).isEqualTo(code);
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
    ApiKey key = key(List.of("203.0.113.0/24", "2001:db8::/32"), null, null, null);
    var ask = new Ask(Set.of(), address == null ? null : InetAddress.ofLiteral(address), 1);
    assertThat(Decide.on(key, ask, null, NOW)).isEqualTo(code);
  }

  @Test
  void allScopesAskedForMustBeHeld() {
    ApiKey key = key(List.of(), null, null, null);
    assertThat(Decide.on(key, asking("recordings:read", "recordings:write"), null, NOW))
        .isEqualTo(VerificationCode.VALID);
    assertThat(Decide.on(key, asking("recordings:read", "users:read"), null, NOW))
        .isEqualTo(VerificationCode.INSUFFICIENT_SCOPE);
    assertThat(Decide.on(key, asking(), null, NOW)).isEqualTo(VerificationCode.VALID);
  }

  @ParameterizedTest
  @CsvSource({"0, 10, VALID", "0, 11, RATE_LIMITED", "9, 1, VALID", "9, 2, RATE_LIMITED"})
  void costFitsWhereTheWholeOfItIsLeft(long used, int cost, VerificationCode code) {
    var ask = new Ask(Set.of(), null, cost);
    assertThat(
            Decide.on(
                key(List.of(), null, null, null), ask, new HourWindow(10, used, NOW, NOW), NOW))
        .isEqualTo(code);
  }

  @Test
  void windowTellsWhatIsLeftAndWhenMoreComes() {
    var window = new HourWindow(10, 3, Instant.parse("2026-11-17T11:10:00Z"), NOW).plus(2);
    assertThat(window.remaining()).isEqualTo(5);
    assertThat(window.resetAt()).isEqualTo(Instant.parse("2026-11-17T12:11:00Z"));
    assertThat(window.secondsUntilReset()).isEqualTo(630);
  }

  @Test
  void windowRoundsTheWaitUpAndNeverBelowOneSecond() {
    Instant oldest = NOW.minus(Duration.ofMinutes(61));
    assertThat(new HourWindow(1, 1, oldest, NOW).secondsUntilReset()).isEqualTo(1);
    assertThat(new HourWindow(1, 1, oldest, NOW.minusMillis(1001)).secondsUntilReset())
        .isEqualTo(2);
  }

  @Test
  void loweredLimitLeavesNothingRatherThanLessThanNothing() {
    assertThat(new HourWindow(5, 9, NOW, NOW).remaining()).isZero();
  }

  private static Ask anywhere() {
    return asking();
  }

  private static Ask asking(String... scopes) {
    return new Ask(Set.of(scopes), null, 1);
  }

  private static ApiKey key(
      List<String> allowlist,
      @Nullable Instant revokedAt,
      @Nullable Instant disabledAt,
      @Nullable Instant expiresAt) {
    return new ApiKey(
        ID,
        ID,
        "CI",
        "ihk_live_0123456789",
        new byte[32],
        List.of("recordings:read", "recordings:write"),
        10,
        allowlist,
        expiresAt,
        NOW,
        new KeyAuthor("operator", ID, "test"),
        disabledAt,
        revokedAt,
        null,
        null,
        null,
        null);
  }
}
