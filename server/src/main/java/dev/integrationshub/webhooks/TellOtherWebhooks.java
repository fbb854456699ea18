package dev.integrationshub.webhooks;

import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happened to one webhook to the organization's other ones. Implemented by the
 * feature that owns events, which may use this one and not the other way round.
 */
public interface TellOtherWebhooks {

  /**
   * Inserts the event with its deliveries; they begin once the transaction is committed.
   *
   * @param handle in a transaction
   * @param webhookId the webhook that the event tells of: it gets none
   * @param type one that the catalogue marks as published by the hub
   * @param data plain JSON values; never a secret
   */
  void tell(
      Handle handle,
      UUID organizationId,
      UUID webhookId,
      String type,
      Map<String, ? extends @Nullable Object> data);
}
