package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the hub believes when it runs behind a proxy. */
class ForwardedAddressIT {
  @TempDir Path temp;

  @Test
  void aTrustedProxyTellsTheCallersAddressAndNobodyFurtherOutDoes() throws Exception {
    Map<String, String> settings =
        HubProcess.unattended("HUB_TRUSTED_PROXIES", "127.0.0.1/32,10.0.0.0/8");
    try (HubProcess hub = HubProcess.startReady(temp.resolve("data"), settings)) {
      HubClient operator = hub.operator();
      String key =
          operator
              .createKey(
                  "CI",
                  "\"scopes\": [\"users:read\"], \"ipAllowlist\": [\"203.0.113.0/24\", \"2001:db8::/32\"]")
              .text("/key");
      // From the left end what the caller claims; from the right end what proxies saw.
      assertThat(judge(hub, key, "203.0.113.7")).isEqualTo(204);
      assertThat(judge(hub, key, "2001:db8::7")).isEqualTo(204);
      assertThat(judge(hub, key, "::ffff:203.0.113.7")).isEqualTo(204);
      assertThat(judge(hub, key, "198.51.100.1, 203.0.113.7")).isEqualTo(204);
      assertThat(judge(hub, key, "203.0.113.7, 10.1.2.3")).isEqualTo(204);
      assertThat(judge(hub, key, "203.0.113.7, 10.1.2.3, 10.9.9.9")).isEqualTo(204);
      assertThat(judge(hub, key, "203.0.113.7", "10.1.2.3")).isEqualTo(204);

      assertThat(judge(hub, key)).as("the proxy itself").isEqualTo(403);
      assertThat(judge(hub, key, "203.0.113.7, 198.51.100.1")).as("forged").isEqualTo(403);
      assertThat(judge(hub, key, "203.0.113.7", "198.51.100.1")).as("forged").isEqualTo(403);
      assertThat(judge(hub, key, "203.0.113.7, 198.51.100.1, 10.1.2.3"))
          .as("forged")
          .isEqualTo(403);
      assertThat(judge(hub, key, "203.0.113.7, nonsense")).as("unreadable").isEqualTo(403);
      assertThat(judge(hub, key, "203.0.113.7, ")).as("empty hop").isEqualTo(403);
      assertThat(judge(hub, key, "")).as("empty").isEqualTo(403);
    }
  }

  private static int judge(HubProcess hub, String key, String... forwardedFor) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hub.url() + "/api/forward-auth"))
            .header("Authorization", "Bearer " + key);
    for (String value : List.of(forwardedFor)) {
      request.header("X-Forwarded-For", value);
    }
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
