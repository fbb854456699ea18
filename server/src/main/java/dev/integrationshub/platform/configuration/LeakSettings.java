package dev.integrationshub.platform.configuration;

import java.net.URI;
import java.util.Optional;

/**
 * What a report of a leaked key leads to, and whose signed reports are believed.
 *
 * @param gitHubKeys {@code HUB_GITHUB_SECRET_SCANNING_KEYS}: where the public keys are that sign
 *     GitHub's reports; default GitHub's own address, empty for {@code off}
 * @param policy {@code HUB_LEAK_POLICY}, default disable
 */
public record LeakSettings(Optional<URI> gitHubKeys, Policy policy) {
  public static final URI GITHUB =
      URI.create("https://api.github.com/meta/public_keys/secret_scanning");

  /** What becomes of a key that leaked and still works. */
  public enum Policy {
    /** It is switched off at once. */
    DISABLE,
    /** Another takes its place, and it works on for a while. */
    ROTATE
  }
}
