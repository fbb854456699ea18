package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ResentDelivery", description = "The new event and its one delivery")
record ResentView(
    @Schema(examples = "evt_01h455vb4pex5vsknk084sn02q") String eventId,
    @Schema(examples = "dlv_01h455vb4pex5vsknk084sn02q") String deliveryId) {

  static ResentView of(UUID eventId, UUID deliveryId) {
    return new ResentView(IdKind.EVENT.format(eventId), IdKind.DELIVERY.format(deliveryId));
  }
}
