package dev.integrationshub.leaks;

import dev.integrationshub.platform.configuration.LeakSettings;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a report without a credential comes from GitHub's secret scanning. A report that
 * somebody sends again is no harm: it says of the same keys what was true of them before.
 */
@Singleton
class ProveGitHub {
  static final String KEY_HEADER = "Github-Public-Key-Identifier";
  static final String SIGNATURE_HEADER = "Github-Public-Key-Signature";

  private final LeakSettings settings;
  private final GitHubKeys keys;

  ProveGitHub(LeakSettings settings, GitHubKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /**
   * @throws ProblemException 401 unless the signature is there and right, 503 when the hub can't
   *     tell for now
   */
  void require(@Nullable String keyIdentifier, @Nullable String signature, byte[] body) {
    if (keyIdentifier == null || signature == null) {
      throw ProblemException.unauthenticated(
          "Send a root key as Authorization: Bearer, or a report of GitHub's secret scanning with"
              + " its headers "
              + KEY_HEADER
              + " and "
              + SIGNATURE_HEADER
              + ".");
    }
    URI address =
        settings
            .gitHubKeys()
            .orElseThrow(
                () ->
                    ProblemException.unauthenticated(
                        "Reports signed by GitHub are switched off here"
                            + " (HUB_GITHUB_SECRET_SCANNING_KEYS): send a root key."));
    ECPublicKey key =
        keys.find(address, keyIdentifier)
            .orElseThrow(
                () ->
                    ProblemException.unauthenticated(
                        "GitHub has no public key with this " + KEY_HEADER + "."));
    if (!VerifySignature.isBy(key, body, signature)) {
      throw ProblemException.unauthenticated("The " + SIGNATURE_HEADER + " does not fit the body.");
    }
  }
}
