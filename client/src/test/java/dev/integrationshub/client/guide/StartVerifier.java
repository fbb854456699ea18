package dev.integrationshub.client.guide;

import dev.integrationshub.client.KeyVerifier;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** What docs/verify-in-your-product.md shows: a test holds them together. */
final class StartVerifier {
  private StartVerifier() {}

  static void run(URI hub, String rootKey, AtomicBoolean served) {
    try (KeyVerifier verifier = KeyVerifier.start(hub, rootKey)) {
      serveUntilStopped(new AnswerWithKey(verifier), served);
    }
  }

  private static void serveUntilStopped(AnswerWithKey answers, AtomicBoolean served) {
    served.set(answers != null);
  }
}
