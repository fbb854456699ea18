package dev.integrationshub.webhooks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "CreatedWebhook", description = "A webhook with its secret")
record CreatedWebhookView(
    @JsonUnwrapped WebhookView webhook,
    @Schema(description = "Verifies signatures; for v1a the public key", examples = "whsec_…")
        String secret) {

  @Override
  public String toString() {
    return "CreatedWebhookView[" + webhook.id() + "]";
  }
}
