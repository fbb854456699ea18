package dev.integrationshub.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.integrationshub.platform.network.Cidr;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSettingsTest {
  @Test
  void everythingHasADefault() {
    assertThat(HubSettings.parse(Map.of("PATH", "/bin")))
        .isEqualTo(
            new HubSettings(
                new ServerSettings(
                    "127.0.0.1",
                    8080,
                    URI.create("http://127.0.0.1:8080"),
                    Path.of("data"),
                    List.of()),
                new DatabaseSettings(Optional.empty()),
                new CryptoSettings(Optional.empty()),
                new FirstStartSettings(Optional.empty(), Optional.empty()),
                new WebhookSettings(false, List.of(), Optional.empty()),
                new LeakSettings(
                    Optional.of(
                        URI.create("https://api.github.com/meta/public_keys/secret_scanning")),
                    LeakSettings.Policy.DISABLE),
                new RetentionSettings(30)));
  }

  @Test
  void everyVariableIsTaken() {
    HubSettings settings =
        HubSettings.parse(
            Map.ofEntries(
                Map.entry("HUB_HOST", "0.0.0.0"),
                Map.entry("HUB_PORT", "9000"),
                Map.entry("HUB_PUBLIC_URL", "https://hub.example.com/"),
                Map.entry("HUB_DATA_DIR", "/var/lib/hub"),
                Map.entry("HUB_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                Map.entry("HUB_DATABASE_URL", "postgres://u:p@db/hub"),
                Map.entry("HUB_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                Map.entry("HUB_ADMIN_EMAIL", "ada@example.com"),
                Map.entry("HUB_ADMIN_PASSWORD", "correct horse"),
                Map.entry("HUB_ORGANIZATION", "Engines"),
                Map.entry("HUB_ROOT_KEY", "0123456789abcdef0123456789abcdef"),
                Map.entry("HUB_WEBHOOKS_ALLOW_HTTP", "true"),
                Map.entry("HUB_WEBHOOKS_ALLOW_ADDRESSES", "127.0.0.1/32"),
                Map.entry("HUB_GITHUB_SECRET_SCANNING_KEYS", "https://ghe.example.com/keys"),
                Map.entry("HUB_LEAK_POLICY", "rotate"),
                Map.entry("HUB_RETENTION_DAYS", "90")));
    assertThat(settings.server().origin()).isEqualTo("https://hub.example.com");
    assertThat(settings.server().isSecure()).isTrue();
    assertThat(settings.server().trustedProxies())
        .containsExactly(Cidr.of("10.0.0.0/8"), Cidr.of("::1"));
    assertThat(settings.firstStart().owner().orElseThrow().organization()).isEqualTo("Engines");
    assertThat(settings.webhooks().allowHttp()).isTrue();
    assertThat(settings.leaks())
        .isEqualTo(
            new LeakSettings(
                Optional.of(URI.create("https://ghe.example.com/keys")),
                LeakSettings.Policy.ROTATE));
    assertThat(settings.retention().days()).isEqualTo(90);
    assertThat(settings.toString())
        .as("secrets print as ***")
        .doesNotContain("correct horse", "0123456789abcdef", "AAAA", "u:p");
  }

  @Test
  void reportsSignedByGitHubCanBeSwitchedOff() {
    assertThat(
            HubSettings.parse(Map.of("HUB_GITHUB_SECRET_SCANNING_KEYS", "off"))
                .leaks()
                .gitHubKeys())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HUB_PORT|0|1 to 65535",
        "HUB_PORT|http|1 to 65535",
        "HUB_PROT|1|HUB_PORT",
        "HUB_SOMETHING_ELSE|1|unset it",
        "HUB_PUBLIC_URL|hub.example.com|origin",
        "HUB_PUBLIC_URL|https://hub.example.com/path|origin",
        "HUB_TRUSTED_PROXIES|10.0.0.0/33|10.0.0.0/8",
        "HUB_ENCRYPTION_KEY|short|openssl rand -base64 32",
        "HUB_DATABASE_URL|mysql://db|postgres://",
        "HUB_ADMIN_EMAIL|ada@example.com|HUB_ADMIN_PASSWORD",
        "HUB_ROOT_KEY|short|32",
        "HUB_WEBHOOKS_ALLOW_HTTP|maybe|true or false",
        "HUB_WEBHOOKS_TRUSTED_CERTIFICATES|/no/such/file|read",
        "HUB_GITHUB_SECRET_SCANNING_KEYS|http://api.github.com/keys|https",
        "HUB_GITHUB_SECRET_SCANNING_KEYS|no|or off",
        "HUB_LEAK_POLICY|revoke|disable or rotate",
        "HUB_RETENTION_DAYS|5|6 to 3650",
      })
  void aBadValueIsToldInOneLineWithItsNameAndTheRemedy(String name, String value, String remedy) {
    assertThatThrownBy(() -> HubSettings.parse(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy)
        .message()
        .doesNotContain("\n");
  }
}
