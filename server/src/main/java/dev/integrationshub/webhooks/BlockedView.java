package dev.integrationshub.webhooks;

import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "BlockedBy",
    description = "The delivery of an ordered webhook that failed and holds up those after it")
record BlockedView(
    @Schema(examples = "dlv_01h455vb4pex5vsknk084sn02q") String deliveryId,
    @Schema(description = "When its event was accepted") Instant since) {

  static @Nullable BlockedView of(Webhook webhook) {
    return webhook.blockedBy() == null || webhook.blockedSince() == null
        ? null
        : new BlockedView(IdKind.DELIVERY.format(webhook.blockedBy()), webhook.blockedSince());
  }
}
