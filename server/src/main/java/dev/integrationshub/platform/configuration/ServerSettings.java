package dev.integrationshub.platform.configuration;

import dev.integrationshub.platform.network.Cidr;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the hub listens and keeps its files.
 *
 * @param host {@code HUB_HOST}, default 127.0.0.1
 * @param port {@code HUB_PORT}, 1 to 65535, default 8080
 * @param publicUrl {@code HUB_PUBLIC_URL}: the origin under which browsers reach the hub; default
 *     {@code http://host:port}
 * @param dataDirectory {@code HUB_DATA_DIR}, default {@code ./data}
 * @param trustedProxies {@code HUB_TRUSTED_PROXIES}: whose X-Forwarded-For is believed; default
 *     none
 */
public record ServerSettings(
    String host, int port, URI publicUrl, Path dataDirectory, List<Cidr> trustedProxies) {

  /** Whether browsers reach the hub over TLS, so that cookies can be marked Secure. */
  public boolean isSecure() {
    return "https".equals(publicUrl.getScheme());
  }

  /** The public URL's origin (RFC 6454 section 6.2), to compare with an Origin header. */
  public String origin() {
    int port = publicUrl.getPort();
    return publicUrl.getScheme() + "://" + publicUrl.getHost() + (port < 0 ? "" : ":" + port);
  }
}
