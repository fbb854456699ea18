package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.integrationshub.platform.configuration.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendRequestTlsTest {
  private static final TestCertificates AUTHORITY = HttpsReceiver.CERTIFICATE;
  private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
  private static final String NAME = "hooks.example.test";

  @Test
  void aCertificateForAnotherNameIsATlsError() throws Exception {
    SSLContext other = AUTHORITY.issue("other-name", "dns:other.example.test");
    assertThat(detail(other, NAME)).contains("for another name");
    assertThat(detail(other, "127.0.0.1")).contains("for another name");
  }

  @Test
  void theCertificateIsCheckedAgainstTheNameAndNotTheAddress() throws Exception {
    SSLContext address = AUTHORITY.issue("address-only", "ip:127.0.0.1");
    assertThat(detail(address, NAME)).contains("for another name");
  }

  @Test
  void aSelfSignedCertificateIsATlsError() throws Exception {
    assertThat(detail(AUTHORITY.selfSigned("self-signed", "dns:" + NAME), NAME))
        .contains("not issued by an authority");
  }

  @Test
  void anExpiredCertificateIsATlsError() throws Exception {
    SSLContext expired =
        AUTHORITY.issue("expired", "dns:" + NAME, "-startdate", "-3d", "-validity", "1");
    assertThat(detail(expired, NAME)).contains("has expired");
  }

  @Test
  void aCertificateOfTheFutureIsATlsError() throws Exception {
    assertThat(detail(AUTHORITY.issue("future", "dns:" + NAME, "-startdate", "+3d"), NAME))
        .contains("not valid yet");
  }

  @Test
  void anAuthorityThatNobodyAddedIsNotTrusted() throws Exception {
    try (Egress egress = Egress.trustingNobodyElse();
        HttpsReceiver receiver = HttpsReceiver.start()) {
      assertThat(tlsError(egress.post(receiver.url("/")))).contains("not issued by an authority");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aPortThatSpeaksPlainHttpIsATlsError() throws Exception {
    try (Egress egress = Egress.toLoopback();
        HttpsReceiver plain = HttpsReceiver.startHttp()) {
      tlsError(egress.post("https://127.0.0.1:" + plain.port() + "/"));
    }
  }

  @Test
  void aReceiverThatWantsAClientsCertificateIsATlsError() throws Exception {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (Egress egress = Egress.toLoopback();
          SSLServerSocket strict =
              (SSLServerSocket)
                  AUTHORITY.server().getServerSocketFactory().createServerSocket(0, 1, LOCAL)) {
        strict.setNeedClientAuth(true);
        strict.setEnabledProtocols(new String[] {protocol});
        Thread.ofVirtual().start(() -> refuseHandshake(strict));
        tlsError(egress.post("https://127.0.0.1:" + strict.getLocalPort() + "/"));
      }
    }
  }

  private static void refuseHandshake(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
    } catch (IOException refused) {
      // That is what the test is about.
    }
  }

  @Test
  void addedCertificatesStandBesideTheJdks(@TempDir Path directory) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((java.security.KeyStore) null);
    int ofTheJdk = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length;
    assertThat(ofTheJdk).isPositive();

    String one = Files.readString(AUTHORITY.pem(), US_ASCII);
    Path two = directory.resolve("two.pem");
    Files.writeString(two, one + "\n" + one, US_ASCII);
    for (Path pem : new Path[] {AUTHORITY.pem(), two}) {
      X509TrustManager all = (X509TrustManager) TrustedCertificates.with(Optional.of(pem));
      assertThat(all.getAcceptedIssuers()).hasSizeGreaterThan(ofTheJdk);
    }
  }

  @Test
  void aFileWithoutACertificateEndsTheStart(@TempDir Path directory) throws Exception {
    for (String content : new String[] {"", "no certificate"}) {
      Path pem = directory.resolve("bad.pem");
      Files.writeString(pem, content);
      assertThatThrownBy(() -> TrustedCertificates.with(Optional.of(pem)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("HUB_WEBHOOKS_TRUSTED_CERTIFICATES");
    }
  }

  private static String detail(SSLContext server, String host) throws Exception {
    try (Egress egress = Egress.toLoopback();
        HttpsReceiver receiver = HttpsReceiver.start(server)) {
      String detail = tlsError(egress.post(receiver.url(host, "/")));
      assertThat(receiver.requests()).isEmpty();
      return detail;
    }
  }

  private static String tlsError(Exchange exchange) {
    assertThat(exchange.outcome()).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) exchange.outcome();
    assertThat(failed.kind()).as(failed.detail()).isEqualTo(FailureKind.TLS_ERROR);
    return failed.detail();
  }
}
