package dev.integrationshub.leaks;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Tells the hub an address on this machine for GitHub's keys, where a test may listen, and the
 * policy rotate.
 */
public class GitHubProfile implements QuarkusTestProfile {
  private static final String NAME = "HUB_GITHUB_SECRET_SCANNING_KEYS";

  @Override
  public Map<String, String> getConfigOverrides() {
    try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return Map.of(
          NAME, "https://127.0.0.1:" + free.getLocalPort() + "/keys", "HUB_LEAK_POLICY", "rotate");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int port() {
    return ConfigProvider.getConfig().getValue(NAME, URI.class).getPort();
  }
}
