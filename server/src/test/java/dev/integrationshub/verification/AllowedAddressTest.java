package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys bound to addresses, by the address that is told and by the one that calls. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class AllowedAddressTest {
  private static final String FORWARD_AUTH = "/api/forward-auth";

  @Inject Jdbi jdbi;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @ParameterizedTest
  @CsvSource({
    // one address
    "203.0.113.7, 203.0.113.7, VALID",
    "203.0.113.7, 203.0.113.8, IP_NOT_ALLOWED",
    "203.0.113.7, ::ffff:203.0.113.7, VALID",
    "203.0.113.7, ::ffff:cb00:7107, VALID",
    "203.0.113.7, ::203.0.113.7, IP_NOT_ALLOWED",
    "203.0.113.7, 64:ff9b::203.0.113.7, IP_NOT_ALLOWED",
    // both edges of IPv4 blocks, and their neighbours
    "203.0.113.0/24, 203.0.113.0, VALID",
    "203.0.113.0/24, 203.0.113.255, VALID",
    "203.0.113.0/24, 203.0.112.255, IP_NOT_ALLOWED",
    "203.0.113.0/24, 203.0.114.0, IP_NOT_ALLOWED",
    "198.51.100.64/27, 198.51.100.64, VALID",
    "198.51.100.64/27, 198.51.100.95, VALID",
    "198.51.100.64/27, 198.51.100.63, IP_NOT_ALLOWED",
    "198.51.100.64/27, 198.51.100.96, IP_NOT_ALLOWED",
    "198.51.100.6/31, 198.51.100.7, VALID",
    "198.51.100.6/31, 198.51.100.8, IP_NOT_ALLOWED",
    "198.51.100.6/32, 198.51.100.6, VALID",
    "198.51.100.6/32, 198.51.100.7, IP_NOT_ALLOWED",
    "0.0.0.0/0, 255.255.255.255, VALID",
    "0.0.0.0/0, 2001:db8::1, IP_NOT_ALLOWED",
    // host bits are no matter
    "203.0.113.77/24, 203.0.113.1, VALID",
    // IPv6, in any spelling
    "2001:db8::7, 2001:DB8:0:0:0:0:0:7, VALID",
    "2001:db8::7, 2001:db8::8, IP_NOT_ALLOWED",
    "2001:db8::/32, 2001:db8::, VALID",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, VALID",
    "2001:db8::/32, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, IP_NOT_ALLOWED",
    "2001:db8::/32, 2001:db9::, IP_NOT_ALLOWED",
    "2001:db8::40/123, 2001:db8::5f, VALID",
    "2001:db8::40/123, 2001:db8::60, IP_NOT_ALLOWED",
    "2001:db8::1/128, 2001:db8::1, VALID",
    "2001:db8::1/128, 2001:db8::, IP_NOT_ALLOWED",
    "::/0, 2001:db8::1, VALID",
    "::/0, 203.0.113.7, IP_NOT_ALLOWED",
    // a mapped block is the IPv4 block
    "::ffff:203.0.113.0/120, 203.0.113.255, VALID",
    "::ffff:203.0.113.0/120, 203.0.114.0, IP_NOT_ALLOWED",
    "::ffff:0:0/96, 203.0.113.7, VALID",
  })
  void toldAddressIsHeldAgainstTheList(String listed, String address, String code) {
    String key = boundTo(listed);
    assertThat(hub.code(key, "\"ip\": \"" + address + "\"")).isEqualTo(code);
  }

  @Test
  void anAddressThatNobodyToldIsNotAllowed() {
    assertThat(hub.code(boundTo("0.0.0.0/0"), "")).isEqualTo("IP_NOT_ALLOWED");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.256",
    "203.0.113",
    "0xcb.0.113.7",
    "203.0.113.07",
    "3405803783",
    "203.0.113.7.",
    "fe80::1%eth0",
    "[2001:db8::1]",
    "203.0.113.7:80",
    "example.com",
  })
  void oddSpellingsAreRefusedNotGuessed(String address) {
    assertThat(
            hub.post("/api/keys/verify", "{\"key\": \"k\", \"ip\": \"%s\"}".formatted(address))
                .text("/errors/0/pointer"))
        .isEqualTo("/ip");
    Answer created =
        hub.post(
            "/api/organizations/api-keys",
            "{\"name\": \"CI\", \"scopes\": [\"users:read\"], \"ipAllowlist\": [\"%s\"]}"
                .formatted(address));
    assertThat(created.text("/errors/0/pointer")).isEqualTo("/ipAllowlist/0");
  }

  /** The tests' hub trusts no proxy. */
  @ParameterizedTest
  @CsvSource({"X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP"})
  void nobodyForgesAnAddressWithoutATrustedProxy(String header) {
    String allowed = boundTo("203.0.113.7");
    assertThat(from(allowed, header, "203.0.113.7").status()).isEqualTo(403);
    assertThat(from(boundTo("127.0.0.1"), header, "203.0.113.7").status()).isEqualTo(204);
  }

  private Answer from(String key, String header, String address) {
    return new HubClient(
            hub.hub(),
            Map.of(
                "Authorization",
                "Bearer " + key,
                header,
                header.equals("Forwarded") ? "for=" + address : address))
        .get(FORWARD_AUTH);
  }

  private String boundTo(String listed) {
    return hub.createKey(
            "CI", "\"scopes\": [\"users:read\"], \"ipAllowlist\": [\"" + listed + "\"]")
        .text("/key");
  }
}
