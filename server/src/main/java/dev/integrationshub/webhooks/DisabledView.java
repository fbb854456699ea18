package dev.integrationshub.webhooks;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "WebhookDisabled", description = "Who disabled a webhook, when and why")
record DisabledView(
    Instant at,
    @Schema(description = "A person's or key's name; hub where it did so by itself") String by,
    @Schema(enumeration = {MANUAL, GONE, FAILING}) String reason) {
  static final String MANUAL = "manual";

  /** The receiver answered 410. */
  static final String GONE = "gone";

  /** Days brought nothing but failures. */
  static final String FAILING = "failing";

  static @Nullable DisabledView of(Webhook webhook) {
    return webhook.enabled()
            || webhook.disabledAt() == null
            || webhook.disabledBy() == null
            || webhook.disabledReason() == null
        ? null
        : new DisabledView(webhook.disabledAt(), webhook.disabledBy(), webhook.disabledReason());
  }
}
