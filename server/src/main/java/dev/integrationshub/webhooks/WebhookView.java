package dev.integrationshub.webhooks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.signing.SignatureScheme;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Webhook", description = "A configured endpoint")
record WebhookView(
    @Schema(examples = "wh_01h455vb4pex5vsknk084sn02q") String id,
    String name,
    String url,
    @Schema(description = "Names of event types, or * alone for all") List<String> events,
    @Schema(description = "Custom headers; values are masked") List<HeaderSetting> headers,
    @Schema(description = "How its requests are signed; a rotation can change it")
        SignatureScheme signatureScheme,
    @Schema(
            description = "Verifies the signatures of v1a; null for v1",
            examples = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")
        @Nullable String publicKey,
    RetrySetting retry,
    boolean enabled,
    WebhookStatus status,
    @Schema(description = "Why the status is what it is, in one sentence") String statusReason,
    @Schema(description = "Null unless disabled") @Nullable DisabledView disabled,
    @Schema(description = "No request is sent before; null unless the receiver answered 429")
        @Nullable Instant pausedUntil,
    @Schema(description = "When the last attempt began") @Nullable Instant lastTriggeredAt,
    @Schema(
            description =
                "0 to 1, of the deliveries that ended in the last 24 hours; null if none did")
        @Nullable Double successRate,
    Instant createdAt,
    @Schema(
            implementation = Object.class,
            description = "The condition on the data of events; null takes every event")
        @JsonRawValue
        @Nullable String filter,
    @Schema(description = "Whether one delivery at a time is sent, in the order of acceptance")
        boolean ordered,
    @Schema(description = "Null for no limit") @Nullable Integer throttlePerSecond,
    @Schema(description = "Null unless a delivery that failed holds up those after it")
        @Nullable BlockedView blockedBy) {
  static final String MASK = "***";

  static WebhookView of(Webhook webhook) {
    WebhookStatus.Judgement judgement = WebhookStatus.judge(webhook);
    return new WebhookView(
        IdKind.WEBHOOK.format(webhook.id()),
        webhook.name(),
        webhook.url(),
        webhook.events(),
        webhook.headerNames().stream().map(name -> new HeaderSetting(name, MASK)).toList(),
        SignatureScheme.of(webhook.signatureScheme()),
        webhook.publicKey(),
        new RetrySetting(webhook.retryEnabled(), webhook.maxRetries(), webhook.timeoutSeconds()),
        webhook.enabled(),
        judgement.status(),
        judgement.reason(),
        DisabledView.of(webhook),
        webhook.pausedUntil(),
        webhook.lastTriggeredAt(),
        webhook.successRate(),
        Ids.createdAt(webhook.id()),
        webhook.filter(),
        webhook.ordered(),
        webhook.throttlePerSecond(),
        BlockedView.of(webhook));
  }
}
