package dev.integrationshub.senderkit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The ports, in their order: those after HTTPS have a fault of their own each. */
enum Endpoint {
  HTTP(0),
  HTTPS(0),
  TLS_EXPIRED(1),
  TLS_NOT_YET_VALID(2),
  TLS_WRONG_NAME(3),
  TLS_SELF_SIGNED(4),
  TLS_OLD(5),
  TLS_SILENT(6);

  private static final String REACHED_AS = "dns:localhost,ip:127.0.0.1,ip:::1";

  private final int afterHttps;

  Endpoint(int afterHttps) {
    this.afterHttps = afterHttps;
  }

  /** Such as {@code tls-expired}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The port for what the command line says; 0 takes a free one. */
  int port(int httpPort, int httpsPort) {
    if (this == HTTP) {
      return httpPort;
    }
    return httpsPort == 0 ? 0 : httpsPort + afterHttps;
  }

  String url(int port, String path) {
    return (this == HTTP ? "http" : "https") + "://127.0.0.1:" + port + path;
  }

  /**
   * @return empty where no TLS is spoken
   */
  Optional<SSLContext> tls(CertificateAuthority authority) throws IOException {
    return switch (this) {
      case HTTP, TLS_SILENT -> Optional.empty();
      case HTTPS, TLS_OLD ->
          Optional.of(authority.issue("receiver", REACHED_AS, "-validity", "3650"));
      case TLS_EXPIRED ->
          Optional.of(authority.issue(id(), REACHED_AS, "-startdate", "-3d", "-validity", "1"));
      case TLS_NOT_YET_VALID ->
          // Years ahead, because the folder may be used again.
          Optional.of(authority.issue(id(), REACHED_AS, "-startdate", "+5y", "-validity", "365"));
      case TLS_WRONG_NAME ->
          Optional.of(authority.issue(id(), "dns:other.example.test", "-validity", "3650"));
      case TLS_SELF_SIGNED -> Optional.of(authority.selfSigned(id(), REACHED_AS));
    };
  }

  List<String> protocols() {
    return this == TLS_OLD ? List.of("TLSv1", "TLSv1.1") : List.of("TLSv1.2", "TLSv1.3");
  }
}
