package dev.integrationshub.client.guide;

import dev.integrationshub.client.VerifiedWebhook;
import dev.integrationshub.client.WebhookVerificationException;
import dev.integrationshub.client.WebhookVerifier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class ReceiveWebhooks {
  private final WebhookVerifier verifier;
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  ReceiveWebhooks(String secretOrPublicKey) {
    verifier = WebhookVerifier.of(secretOrPublicKey);
  }

  /** The HTTP status to answer with; pass the body's bytes and the request's headers by name. */
  int receive(byte[] body, Function<String, @Nullable String> header) {
    VerifiedWebhook webhook;
    try {
      webhook = verifier.verify(body, header);
    } catch (WebhookVerificationException e) {
      System.err.println("webhook refused: " + e.reason());
      return 400;
    }
    if (done.add(webhook.id())) {
      System.out.println("new: " + webhook.id());
    }
    return 204;
  }
}
