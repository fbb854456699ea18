package dev.integrationshub.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.webhooks.TellOtherWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the hub itself has to tell, in the transaction of the change that it tells of:
 * neither is without the other.
 */
@ApplicationScoped
public class PublishOwnEvent implements TellOtherWebhooks {
  private final DispatchDeliveries dispatch;
  private final Ids ids;
  private final ObjectMapper json;

  PublishOwnEvent(DispatchDeliveries dispatch, Ids ids, ObjectMapper json) {
    this.dispatch = dispatch;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Inserts the event with its deliveries; they begin once the transaction is committed.
   *
   * @param handle in a transaction
   * @param type one that the catalogue marks as published by the hub
   * @param data plain JSON values; never a secret
   */
  public void publish(
      Handle handle,
      UUID organizationId,
      String type,
      Map<String, ? extends @Nullable Object> data) {
    insert(handle, organizationId, type, data, null);
  }

  @Override
  public void tell(
      Handle handle,
      UUID organizationId,
      UUID webhookId,
      String type,
      Map<String, ? extends @Nullable Object> data) {
    insert(handle, organizationId, type, data, webhookId);
  }

  private void insert(
      Handle handle,
      UUID organizationId,
      String type,
      Map<String, ? extends @Nullable Object> data,
      @Nullable UUID notFor) {
    var publication = new Publication(organizationId, type, bytes(data), null);
    EventTables.insertAbout(
        handle, List.of(new AcceptEvents.Candidate(ids.next(), publication)), notFor);
    handle.afterCommit(dispatch::signal);
  }

  private byte[] bytes(Map<String, ? extends @Nullable Object> data) {
    try {
      return json.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event's data must be plain JSON values", e);
    }
  }
}
