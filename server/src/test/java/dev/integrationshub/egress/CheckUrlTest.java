package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.CheckUrl.Result;
import dev.integrationshub.platform.configuration.WebhookSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com, example.com, 443, /, example.com",
    "https://example.com/, example.com, 443, /, example.com",
    "HTTPS://EXAMPLE.com/Hooks, example.com, 443, /Hooks, example.com",
    "https://example.com:443/a, example.com, 443, /a, example.com",
    "https://example.com:8443/a?b=c%20d&e, example.com, 8443, /a?b=c%20d&e, example.com:8443",
    "https://example.com?b, example.com, 443, /?b, example.com",
    "https://xn--bcher-kva.example/, xn--bcher-kva.example, 443, /, xn--bcher-kva.example",
    "https://a-b.c1.example/%2e%2e/x, a-b.c1.example, 443, /%2e%2e/x, a-b.c1.example",
    "https://localhost:9000/, localhost, 9000, /, localhost:9000",
    "https://1.example.com/, 1.example.com, 443, /, 1.example.com",
    "https://0x7f.example/, 0x7f.example, 443, /, 0x7f.example",
    "https://93.184.216.34/, 93.184.216.34, 443, /, 93.184.216.34",
    "https://[2606:4700:4700::1111]:444/, 2606:4700:4700::1111, 444, /, [2606:4700:4700::1111]:444",
    "https://[::ffff:8.8.8.8]/, ::ffff:8.8.8.8, 443, /, [::ffff:8.8.8.8]",
    "https://[64:ff9b::8.8.8.8]/, 64:ff9b::8.8.8.8, 443, /, [64:ff9b::8.8.8.8]",
  })
  void readsAnAcceptableUrl(
      String url, String host, int port, String pathAndQuery, String authority) {
    assertThat(check(Egress.defaults(), url))
        .isInstanceOfSatisfying(
            Result.Accepted.class,
            accepted -> {
              Destination destination = accepted.destination();
              assertThat(destination.scheme()).isEqualTo("https");
              assertThat(destination.host()).isEqualTo(host);
              assertThat(destination.port()).isEqualTo(port);
              assertThat(destination.pathAndQuery()).isEqualTo(pathAndQuery);
              assertThat(destination.authority()).isEqualTo(authority);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | must start with https",
        "example.com/hooks | must start with https",
        "ftp://example.com/ | must start with https",
        "file:///etc/passwd | must start with https",
        "http://example.com/ | HUB_WEBHOOKS_ALLOW_HTTP",
        "https:example.com | no host",
        "https:///path | no host",
        "https://:443/ | no host",
        "https://user@example.com/ | user or password",
        "https://user:pass@example.com/ | user or password",
        "https://@example.com/ | user or password",
        "https://example.com@10.0.0.1/ | user or password",
        "https://example.com/#part | fragment",
        "https://example.com:0/ | port",
        "https://example.com:65536/ | port",
        "https://example.com:0443/ | port",
        "https://example.com:/ | port",
        "https://example.com:+443/ | port",
        "https://example.com:-1/ | port",
        "https://2130706433/ | four decimal numbers",
        "https://0x7f000001/ | four decimal numbers",
        "https://0x7f.0.0.1/ | four decimal numbers",
        "https://0177.0.0.1/ | four decimal numbers",
        "https://127.1/ | four decimal numbers",
        "https://127.0.1/ | four decimal numbers",
        "https://127.0.0.01/ | four decimal numbers",
        "https://127.0.0.0x1/ | four decimal numbers",
        "https://127.0.0.256/ | four decimal numbers",
        "https://1.2.3.4.5/ | four decimal numbers",
        "https://foo.1/ | four decimal numbers",
        "https://0x/ | four decimal numbers",
        "https://127.0.0.1./ | end with a dot",
        "https://example.com./ | end with a dot",
        "https://./ | end with a dot",
        "https://１２７.0.0.1/ | plain ASCII",
        "https://127。0。0。1/ | plain ASCII",
        "https://bücher.example/ | plain ASCII",
        "https://example.com/a b | plain ASCII",
        "` https://example.com/` | plain ASCII",
        "https://example.com/\tx | plain ASCII",
        "https://example.com\\@10.0.0.1/ | malformed",
        "https://exa{mple.com/ | malformed",
        "https://127%2e0.0.1/ | four decimal numbers",
        "https://127.0.0%2e1.example/ | is not a name",
        "https://exam_ple.com/ | is not a name",
        "https://-example.com/ | is not a name",
        "https://example-.com/ | is not a name",
        "https://example..com/ | is not a name",
        "https://.example.com/ | is not a name",
        "https://127.0.0.1/ | loopback, 127.0.0.0/8",
        "https://10.0.0.1:8443/x | private network, 10.0.0.0/8",
        "https://169.254.169.254/latest | link-local, 169.254.0.0/16",
        "https://0.0.0.0/ | this network",
        "https://[::1]/ | loopback, ::1/128",
        "https://[::]/ | unspecified",
        "https://[::ffff:127.0.0.1]/ | loopback, 127.0.0.0/8",
        "https://[::ffff:7f00:1]/ | loopback, 127.0.0.0/8",
        "https://[64:ff9b::127.0.0.1]/ | loopback, 127.0.0.0/8",
        "https://[fd00:ec2::254]/ | private network, fc00::/7",
        "https://[fe80::1]/ | link-local",
        "https://[fe80::1%25eth0]/ | zone",
        "https://[fe80::1%eth0]/ | zone",
        "https://[2606:4700::1%1]/ | zone",
        "https://[127.0.0.1]/ | malformed",
        "https://[::1/ | malformed",
        "https://[v1.x]/ | malformed",
      })
  void refusesEveryOtherSpelling(String url, String reason) {
    assertThat(check(Egress.defaults(), url))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.reason()).containsIgnoringCase(reason).endsWith("."));
  }

  @Test
  void aUrlTooLongOrAHostTooLongIsRefused() {
    assertThat(check(Egress.defaults(), "https://example.com/" + "a".repeat(2028)))
        .isInstanceOf(Result.Accepted.class);
    assertThat(check(Egress.defaults(), "https://example.com/" + "a".repeat(2029)))
        .isInstanceOf(Result.Refused.class);
    assertThat(check(Egress.defaults(), "https://" + "a".repeat(64) + ".example/"))
        .isInstanceOf(Result.Refused.class);
    assertThat(check(Egress.defaults(), "https://" + "a.".repeat(126) + "bc/"))
        .isInstanceOf(Result.Refused.class);
  }

  @Test
  void httpNeedsTheOperatorsLeave() {
    assertThat(check(Egress.allowing(true), "http://example.com/"))
        .isInstanceOfSatisfying(
            Result.Accepted.class,
            accepted -> assertThat(accepted.destination().port()).isEqualTo(80));
  }

  @Test
  void theAllowListCountsForLiteralsToo() {
    assertThat(check(Egress.allowing(false, "127.0.0.1/32"), "https://127.0.0.1:9000/"))
        .isInstanceOf(Result.Accepted.class);
    assertThat(check(Egress.allowing(false, "127.0.0.1/32"), "https://127.0.0.2:9000/"))
        .isInstanceOf(Result.Refused.class);
  }

  private static Result check(WebhookSettings settings, String url) {
    return new CheckUrl(settings, Egress.classifyAddress(settings, "127.0.0.1", 8080)).check(url);
  }
}
