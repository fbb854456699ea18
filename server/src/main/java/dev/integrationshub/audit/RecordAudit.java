package dev.integrationshub.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.network.AddressText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit entry of a change, in the change's own transaction: neither is without the
 * other.
 */
@ApplicationScoped
public class RecordAudit {
  private static final String INSERT =
      """
      INSERT INTO audit_entry
        (id, organization_id, actor_kind, actor_id, actor_name, address, action, target, detail)
      VALUES
        (:id, :organizationId, :actorKind, :actorId, :actorName, CAST(:address AS inet), :action,
         :target, CAST(:detail AS jsonb))
      """;

  private static final Actor HUB = new Actor("hub", null, "Integrations Hub");

  private final Ids ids;
  private final CurrentCaller caller;
  private final ObjectMapper json;

  RecordAudit(Ids ids, CurrentCaller caller, ObjectMapper json) {
    this.ids = ids;
    this.caller = caller;
    this.json = json;
  }

  /**
   * Records what the current caller does in its organization.
   *
   * @param action what was done, as {@code noun.verb}: {@code api_key.revoked}
   * @param target the public id of what was changed
   * @param detail what is worth knowing later; never a secret
   */
  public void record(
      Handle handle, String action, String target, Map<String, ? extends @Nullable Object> detail) {
    record(handle, caller.organizationId(), action, target, detail);
  }

  /**
   * Records what the current caller does in an organization that the request does not name.
   *
   * @param detail what is worth knowing later; never a secret
   */
  public void record(
      Handle handle,
      UUID organizationId,
      String action,
      String target,
      Map<String, ? extends @Nullable Object> detail) {
    Actor actor = actor(caller.get());
    insert(handle, organizationId, actor, AddressText.of(caller.address()), action, target, detail);
  }

  /**
   * Records what the hub does by itself: at a time, or on the word of somebody without a
   * credential.
   *
   * @param detail what is worth knowing later; never a secret
   */
  public void recordOfHub(
      Handle handle,
      UUID organizationId,
      String action,
      String target,
      Map<String, ? extends @Nullable Object> detail) {
    insert(handle, organizationId, HUB, null, action, target, detail);
  }

  private void insert(
      Handle handle,
      UUID organizationId,
      Actor actor,
      @Nullable String address,
      String action,
      String target,
      Map<String, ? extends @Nullable Object> detail) {
    handle
        .createUpdate(INSERT)
        .bind("id", ids.next())
        .bind("organizationId", organizationId)
        .bind("actorKind", actor.kind)
        .bind("actorId", actor.id)
        .bind("actorName", actor.name)
        .bind("address", address)
        .bind("action", action)
        .bind("target", target)
        .bind("detail", text(detail))
        .execute();
  }

  private record Actor(String kind, @Nullable UUID id, String name) {}

  private static Actor actor(Caller caller) {
    return switch (caller) {
      case Caller.Member member -> new Actor("member", member.userId(), member.name());
      case Caller.ApiKey key -> new Actor("api_key", key.keyId(), key.name());
      case Caller.Operator operator -> new Actor("operator", operator.rootKeyId(), operator.name());
      case Caller.Anonymous anonymous ->
          throw new IllegalStateException("nobody changes anything without a credential");
    };
  }

  private String text(Map<String, ? extends @Nullable Object> detail) {
    try {
      return json.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an audit detail must be plain JSON values", e);
    }
  }
}
