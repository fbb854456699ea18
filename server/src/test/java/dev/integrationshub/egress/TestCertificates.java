package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate authority of the tests' own, made by the JDK's keytool when it is first needed, so
 * that no key lies in the repository.
 */
public final class TestCertificates {
  private static final String SHARED_DIRECTORY = "hub.test.certificates";
  private static final String PASSWORD = "changeit";
  private static final String SERVER = "server";

  private final Path directory;

  private TestCertificates(Path directory) {
    this.directory = directory;
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
      TestCertificates made = create();
      System.setProperty(SHARED_DIRECTORY, made.directory.toString());
      return made;
    }
  }

  /** The authority's certificate, for {@code HUB_WEBHOOKS_TRUSTED_CERTIFICATES}. */
  public Path pem() {
    return directory.resolve("ca.pem");
  }

  /** What a server needs that is reached as localhost, *.example.test or 127.0.0.1. */
  public SSLContext server() {
    return context(SERVER);
  }

  /**
   * A server certificate of this authority.
   *
   * @param subjectAlternativeName as keytool takes it, such as {@code dns:localhost}
   * @param options further options of keytool, such as {@code -startdate}
   */
  SSLContext issue(String alias, String subjectAlternativeName, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-signer", "ca", "-ext", "san=" + subjectAlternativeName));
    generate(alias, all);
    return context(alias);
  }

  SSLContext selfSigned(String alias, String subjectAlternativeName) {
    generate(alias, List.of("-ext", "san=" + subjectAlternativeName));
    return context(alias);
  }

  private static TestCertificates create() {
    try {
      var made = new TestCertificates(Files.createTempDirectory("hub-test-certificates"));
      made.generate("ca", List.of("-ext", "bc:critical=ca:true", "-validity", "3650"));
      made.issue(SERVER, "dns:localhost,dns:*.example.test,ip:127.0.0.1,ip:::1");
      byte[] certificate = made.load().getCertificate("ca").getEncoded();
      Files.writeString(
          made.pem(),
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void generate(String alias, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=hub test " + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore().toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(options);
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    }
  }

  /** The key and certificate of {@link #server()}, for servers that make their own context. */
  public X509KeyManager serverKeys() {
    return (X509KeyManager) keys(SERVER)[0];
  }

  /** A server that presents this key's certificate and no other. */
  private SSLContext context(String alias) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(alias), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyManager[] keys(String alias) {
    try {
      KeyStore all = load();
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      char[] password = PASSWORD.toCharArray();
      one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, password);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
  }

  private Path keyStore() {
    return directory.resolve("keys.p12");
  }
}
