package dev.integrationshub.webhooks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.crypto.SecretBox;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.signing.WebhookSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Seals and opens a webhook's secret and custom headers. What is sealed opens under the same
 * webhook's id only.
 */
@ApplicationScoped
public class SealWebhook {
  private final SecretBox box;
  private final ObjectMapper json;

  SealWebhook(SecretBox box, ObjectMapper json) {
    this.box = box;
    this.json = json;
  }

  byte[] sealSecret(UUID webhookId, WebhookSecret secret) {
    return box.seal(secret.bytes(), secretContext(webhookId));
  }

  WebhookSecret openSecret(UUID webhookId, byte[] sealed) {
    return new WebhookSecret(box.open(sealed, secretContext(webhookId)));
  }

  byte[] sealFormerSecret(UUID webhookId, WebhookSecret secret) {
    return box.seal(secret.bytes(), formerSecretContext(webhookId));
  }

  /** What signs a request, in this order. */
  public List<WebhookSecret> openSecrets(UUID webhookId, byte[] current, List<byte[]> former) {
    List<WebhookSecret> secrets = new ArrayList<>();
    secrets.add(openSecret(webhookId, current));
    for (byte[] sealed : former) {
      secrets.add(new WebhookSecret(box.open(sealed, formerSecretContext(webhookId))));
    }
    return List.copyOf(secrets);
  }

  byte[] sealHeaders(UUID webhookId, List<Header> headers) {
    try {
      return box.seal(json.writeValueAsBytes(headers), headersContext(webhookId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Header> openHeaders(UUID webhookId, byte[] sealed) {
    try {
      return json.readValue(
          box.open(sealed, headersContext(webhookId)), new TypeReference<List<Header>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secretContext(UUID webhookId) {
    return "webhook secret " + IdKind.WEBHOOK.format(webhookId);
  }

  private static String formerSecretContext(UUID webhookId) {
    return "webhook former secret " + IdKind.WEBHOOK.format(webhookId);
  }

  private static String headersContext(UUID webhookId) {
    return "webhook headers " + IdKind.WEBHOOK.format(webhookId);
  }
}
