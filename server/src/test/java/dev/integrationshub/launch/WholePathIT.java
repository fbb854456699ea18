package dev.integrationshub.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholePathIT {
  @TempDir Path temp;

  private Map<String, String> settings = Map.of();

  @BeforeEach
  void unattended() {
    settings =
        HubProcess.unattended(
            "HUB_WEBHOOKS_ALLOW_ADDRESSES",
            "127.0.0.1/32",
            "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
            HttpsReceiver.CERTIFICATE.pem().toString());
  }

  @Test
  void aScriptOfCurlAloneGoesTheWholeWayAndTheOfficialLibraryAcceptsWhatArrives() throws Exception {
    try (HttpsReceiver receiver = HttpsReceiver.start();
        HubProcess hub = HubProcess.startReady(temp.resolve("data"), settings)) {
      List<String> output = walkThrough(hub, receiver);
      assertThat(output)
          .startsWith(
              "VALID", "INSUFFICIENT_SCOPE", "IP_NOT_ALLOWED", "VALID", "RATE_LIMITED", "REVOKED");
      assertAccepted(receiver.takeRequest(), output.getLast());
    }
  }

  @Test
  void anAcknowledgedEventIsDeliveredAfterTheHubIsKilled() throws Exception {
    Path data = temp.resolve("data");
    try (HttpsReceiver receiver = HttpsReceiver.start();
        HubProcess hub = HubProcess.startReady(data, settings)) {
      // Nobody answers, so that the kill comes while the delivery is on its way.
      receiver.answerAlways(Answer.hang());
      List<String> output = walkThrough(hub, receiver);
      hub.kill();
      receiver.requests().clear();
      receiver.answerAlways(Answer.status(200));
      try (HubProcess _ = HubProcess.startReady(data, settings)) {
        assertAccepted(receiver.takeRequest(), output.getLast());
      }
    }
  }

  private static List<String> walkThrough(HubProcess hub, HttpsReceiver receiver) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "src/test/sh/walkthrough.sh");
    builder.environment().put("HUB_URL", hub.url());
    builder.environment().put("HUB_ROOT_KEY", HubProcess.ROOT_KEY);
    builder.environment().put("RECEIVER_URL", receiver.url("/hooks"));
    builder.redirectErrorStream(true);
    Process script = builder.start();
    List<String> output;
    try (var reader = script.inputReader(UTF_8)) {
      output = reader.lines().toList();
    }
    assertThat(script.waitFor()).as("%s", output).isZero();
    return output;
  }

  /** The script's last line holds the secret and the event's id. */
  private static void assertAccepted(ReceivedRequest request, String secretAndEvent)
      throws Exception {
    String[] parts = secretAndEvent.split(" ", 2);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : request.headers()) {
      headers.put(header.name(), List.of(header.value()));
    }
    new Webhook(parts[0])
        .verify(request.bodyText(), HttpHeaders.of(headers, (name, value) -> true));
    assertThat(request.header("webhook-id")).contains(parts[1]);
    assertThat(request.bodyText()).contains("\"data\":{\"id\":\"rec_1\",\"seconds\":1.0}");
  }
}
