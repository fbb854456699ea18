package dev.integrationshub.egress;

import dev.integrationshub.platform.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a receiver's certificate may come from: the JDK's authorities and the operator's. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * @param pem {@code HUB_WEBHOOKS_TRUSTED_CERTIFICATES}: any number of certificates
   * @throws ConfigurationException when the file holds none
   */
  static TrustManager with(Optional<Path> pem) {
    try {
      X509TrustManager ofTheJdk = trustManager(null);
      if (pem.isEmpty()) {
        return ofTheJdk;
      }
      List<Certificate> all = new ArrayList<>(List.of(ofTheJdk.getAcceptedIssuers()));
      all.addAll(read(pem.get()));
      return trustManager(keyStore(all));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK's trusted certificates can't be read", e);
    }
  }

  private static Collection<? extends Certificate> read(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new CertificateException("no certificate");
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw new ConfigurationException(
          "HUB_WEBHOOKS_TRUSTED_CERTIFICATES is '"
              + pem
              + "': set a PEM file with at least one certificate",
          e);
    }
  }

  private static KeyStore keyStore(List<Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("trusted-" + i, certificates.get(i));
    }
    return store;
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }
}
