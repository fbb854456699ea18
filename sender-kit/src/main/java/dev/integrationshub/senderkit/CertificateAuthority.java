package dev.integrationshub.senderkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
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
 * A certificate authority for tests, made by the JDK's keytool in a folder of the caller's choice,
 * so that no key lies in the repository. What the folder holds already is used again.
 */
public final class CertificateAuthority {
  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "ca";

  private final Path directory;

  private CertificateAuthority(Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory must exist
   */
  public static CertificateAuthority in(Path directory) throws IOException {
    var authority = new CertificateAuthority(directory);
    authority.generate(AUTHORITY, List.of("-ext", "bc:critical=ca:true", "-validity", "3650"));
    Files.writeString(authority.pem(), authority.certificate());
    return authority;
  }

  /** The authority's certificate, which senders must trust. */
  public Path pem() {
    return directory.resolve("ca.pem");
  }

  /**
   * A server certificate of this authority.
   *
   * @param subjectAlternativeName as keytool takes it, such as {@code dns:localhost}
   * @param options further options of keytool, such as {@code -startdate}
   */
  public SSLContext issue(String alias, String subjectAlternativeName, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-signer", AUTHORITY, "-ext", "san=" + subjectAlternativeName));
    generate(alias, all);
    return context(alias);
  }

  /** A server certificate that no authority stands behind. */
  public SSLContext selfSigned(String alias, String subjectAlternativeName) throws IOException {
    generate(alias, List.of("-ext", "san=" + subjectAlternativeName, "-validity", "3650"));
    return context(alias);
  }

  private synchronized void generate(String alias, List<String> options) throws IOException {
    if (holds(alias)) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=hub test " + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore().toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(options);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while keytool ran");
    }
  }

  private boolean holds(String alias) throws IOException {
    try {
      return Files.exists(keyStore()) && load().containsAlias(alias);
    } catch (GeneralSecurityException e) {
      throw new IOException("the keys in " + keyStore() + " can't be read", e);
    }
  }

  /** A server that presents this key's certificate and no other. */
  private SSLContext context(String alias) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys(alias)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the key " + alias + " in " + keyStore() + " can't be used", e);
    }
  }

  /** An issued key with its certificate and no other, for servers that make their own context. */
  public X509KeyManager keys(String alias) throws IOException {
    try {
      KeyStore all = load();
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      char[] password = PASSWORD.toCharArray();
      one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, password);
      return (X509KeyManager) keys.getKeyManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IOException("the key " + alias + " in " + keyStore() + " can't be used", e);
    }
  }

  private String certificate() throws IOException {
    try {
      byte[] encoded = load().getCertificate(AUTHORITY).getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException("the authority in " + keyStore() + " can't be read", e);
    }
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
  }

  private Path keyStore() {
    return directory.resolve("keys.p12");
  }
}
