package dev.integrationshub.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WebhookSecret", description = "What verifies a webhook's signatures")
record SecretView(
    @Schema(description = "For v1a the public key", examples = "whsec_…") String secret) {
  @Override
  public String toString() {
    return "SecretView[***]";
  }
}
