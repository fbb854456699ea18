package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.problems.FieldErrors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-id",
        "Webhook-Timestamp",
        "WEBHOOK-SIGNATURE",
        "webhook-anything",
        "content-type",
        "Content-Length",
        "content-encoding",
        "Host",
        "User-Agent",
        "connection",
        "keep-alive",
        "Transfer-Encoding",
        "TE",
        "upgrade",
        "trailer",
        "Expect",
        "Proxy-Authorization",
        "proxy-connection",
        "http2-settings",
        "",
        "a b",
        "a:b",
        "a\r\nb",
        "ä",
        "a\tb",
        "a/b",
        "(a)"
      })
  void aNameThatIsReservedOrNoTokenIsRefused(String name) {
    assertThat(isAccepted(new HeaderSetting(name, "value"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\r\nX-Other: b", "a\nb", "a\rb", "a\u0000b", "a\tb", "a\u007fb", "ü"})
  void aValueThatCouldEndTheLineIsRefused(String value) {
    assertThat(isAccepted(new HeaderSetting("X-Env", value))).isFalse();
  }

  @Test
  void namesAreTheSameInAnyCase() {
    assertThat(isAccepted(new HeaderSetting("X-Env", "a"), new HeaderSetting("x-env", "b")))
        .isFalse();
    assertThat(isAccepted(new HeaderSetting("X-Env", "a"), new HeaderSetting("X-Env-2", "b")))
        .isTrue();
  }

  @Test
  void twentyHeadersOfFourKiBAreTheLimit() {
    assertThat(isAccepted(new HeaderSetting("a", "x".repeat(4095)))).isTrue();
    assertThat(isAccepted(new HeaderSetting("a", "x".repeat(4096)))).isFalse();
    HeaderSetting[] headers = new HeaderSetting[21];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new HeaderSetting("X-" + i, "value");
    }
    assertThat(isAccepted(headers)).isFalse();
    assertThat(isAccepted(Arrays.copyOf(headers, 20))).isTrue();
  }

  @Test
  void nullsAreFieldErrors() {
    var errors = new FieldErrors();
    CheckHeaders.check(Collections.singletonList(null), errors);
    assertThat(errors.isEmpty()).isFalse();
  }

  private static boolean isAccepted(HeaderSetting... headers) {
    var errors = new FieldErrors();
    CheckHeaders.check(List.of(headers), errors);
    return errors.isEmpty();
  }
}
