package dev.integrationshub.egress;

import dev.integrationshub.senderkit.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;

/** The tests' certificate authority, made when it is first needed. */
public final class TestCertificates {
  private static final String SHARED_DIRECTORY = "hub.test.certificates";

  private final CertificateAuthority authority;

  private TestCertificates(Path directory) {
    try {
      authority = CertificateAuthority.in(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One for the whole JVM. Quarkus loads test resources and tests by different class loaders, so
   * the place is told by a system property and not by a static field.
   */
  static TestCertificates shared() {
    synchronized (System.getProperties()) {
      String known = System.getProperty(SHARED_DIRECTORY);
      if (known != null) {
        return new TestCertificates(Path.of(known));
      }
      Path directory = newDirectory();
      TestCertificates made = new TestCertificates(directory);
      System.setProperty(SHARED_DIRECTORY, directory.toString());
      return made;
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("hub-test-certificates");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The authority's certificate, for {@code HUB_WEBHOOKS_TRUSTED_CERTIFICATES}. */
  public Path pem() {
    return authority.pem();
  }

  /** What a server needs that is reached as localhost, *.example.test or 127.0.0.1. */
  public SSLContext server() {
    return issue("server", "dns:localhost,dns:*.example.test,ip:127.0.0.1,ip:::1");
  }

  /** The key and certificate of {@link #server()}, for servers that make their own context. */
  public X509KeyManager serverKeys() {
    server();
    try {
      return authority.keys("server");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** See {@link CertificateAuthority#issue}. */
  SSLContext issue(String alias, String subjectAlternativeName, String... options) {
    try {
      return authority.issue(alias, subjectAlternativeName, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SSLContext selfSigned(String alias, String subjectAlternativeName) {
    try {
      return authority.selfSigned(alias, subjectAlternativeName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
