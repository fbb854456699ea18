package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sender as the running hub puts it together, with the operator's settings. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class SendRequestInHubTest {
  @Inject SendRequest sendRequest;

  @Test
  void trustsTheOperatorsCertificatesAndReachesTheOperatorsAddresses() throws Exception {
    try (HttpsReceiver receiver = HttpsReceiver.start()) {
      for (String host : new String[] {"localhost", "127.0.0.1"}) {
        assertThat(sendRequest.send(Egress.request(receiver.url(host, "/"))).outcome())
            .isEqualTo(new Outcome.Responded(200, Optional.empty()));
        assertThat(receiver.takeRequest().bodyText()).isEqualTo("{\"n\": 1}");
      }
    }
  }

  @Test
  void aNameThatNobodyKnowsIsADnsError() {
    assertThat(sendRequest.send(Egress.request("https://nowhere.invalid/")).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.DNS_ERROR));
  }

  @Test
  void plainHttpAndOtherAddressesOfTheMachineStayBlocked() {
    for (String url : new String[] {"http://127.0.0.1:1/", "https://127.0.0.2:1/"}) {
      assertThat(sendRequest.send(Egress.request(url)).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.kind()).isEqualTo(FailureKind.BLOCKED_ADDRESS));
    }
  }
}
