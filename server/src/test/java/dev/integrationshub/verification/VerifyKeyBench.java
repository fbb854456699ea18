package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.bench.BenchReport;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * How long the handler takes to decide on a key, by what is wrong with it. An unknown id and a
 * wrong secret must not be told apart by time. No part of the tests: {@code ./hub bench
 * keys-verify} runs it, and nothing here depends on how fast it is.
 */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifyKeyBench {
  private static final int KEYS = 200;
  private static final int WARM_UP = 5_000;
  private static final int SAMPLES = 10_000;
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject VerifyResource handler;

  private record Kind(String name, VerificationCode code, List<VerifyRequest> requests) {}

  @Test
  void timeByWhatIsWrong() throws IOException {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    List<Kind> kinds = kinds(hub);
    double[][] micros = new double[kinds.size()][SAMPLES];
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (int i = -WARM_UP; i < SAMPLES; i++) {
      for (int k = 0; k < kinds.size(); k++) {
        Kind kind = kinds.get(k);
        VerifyRequest request = kind.requests().get(Math.floorMod(i, KEYS));
        long start = System.nanoTime();
        VerificationView answer = handler.verify(request);
        long nanos = System.nanoTime() - start;
        assertThat(answer.code()).isEqualTo(kind.code());
        if (i >= 0) {
          micros[k][i] = nanos / 1e3;
        }
      }
    }
    var report = new BenchReport("keys-verify", "µs");
    for (int k = 0; k < kinds.size(); k++) {
      Arrays.sort(micros[k]);
      report.add(kinds.get(k).name(), micros[k], null);
    }
    report.print();
  }

  private static List<Kind> kinds(HubClient hub) {
    List<VerifyRequest> valid = new ArrayList<>();
    List<VerifyRequest> limited = new ArrayList<>();
    List<VerifyRequest> unknownId = new ArrayList<>();
    List<VerifyRequest> wrongSecret = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      String key = hub.createKey("k" + i, SCOPES).text("/key");
      String limit =
          hub.createKey("l" + i, SCOPES + ", \"rateLimitPerHour\": 1000000").text("/key");
      valid.add(request(key));
      limited.add(request(limit));
      wrongSecret.add(
          request(HubClient.withChecksum(key.substring(0, 20) + key.substring(21, 52) + "x")));
      unknownId.add(
          request(HubClient.withChecksum("ihk_live_%010d".formatted(i) + key.substring(19, 52))));
    }
    return List.of(
        new Kind("unknown id", VerificationCode.NOT_FOUND, unknownId),
        new Kind("wrong secret", VerificationCode.NOT_FOUND, wrongSecret),
        new Kind("valid, no limit", VerificationCode.VALID, valid),
        new Kind("valid, with a limit", VerificationCode.VALID, limited));
  }

  private static VerifyRequest request(String key) {
    return new VerifyRequest(key, null, null, null);
  }
}
