package dev.integrationshub.keys;

import dev.integrationshub.events.PublishOwnEvent;
import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells the organization's webhooks what became of a key, in the transaction of the change. The
 * catalogue of event types has an example of each.
 */
@ApplicationScoped
class AnnounceKey {
  private final PublishOwnEvent publishOwn;

  AnnounceKey(PublishOwnEvent publishOwn) {
    this.publishOwn = publishOwn;
  }

  /** What each of these events says of its key. */
  record Announced(
      UUID id, UUID organizationId, String name, String prefix, @Nullable Instant expiresAt) {

    static Announced of(ApiKey key) {
      return new Announced(
          key.id(), key.organizationId(), key.name(), key.prefix(), key.expiresAt());
    }

    Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("keyId", IdKind.API_KEY.format(id));
      data.put("name", name);
      data.put("prefix", prefix);
      data.put("expiresAt", expiresAt);
      return data;
    }
  }

  /**
   * @param replaces the key in whose place a rotation made this one; null for any other
   */
  void created(Handle handle, ApiKey key, @Nullable UUID replaces) {
    Map<String, @Nullable Object> data = Announced.of(key).data();
    data.put("replaces", replaces == null ? null : IdKind.API_KEY.format(replaces));
    publishOwn.publish(handle, key.organizationId(), "api_key.created", data);
  }

  void expiring(Handle handle, Announced key) {
    publishOwn.publish(handle, key.organizationId(), "api_key.expiring", key.data());
  }

  void revoked(Handle handle, ApiKey key) {
    publishOwn.publish(handle, key.organizationId(), "api_key.revoked", Announced.of(key).data());
  }

  /**
   * @param source who found it, such as {@code github}
   * @param url where it was found
   * @param action what was done about it: {@code disabled} or {@code rotated}
   */
  void leaked(
      Handle handle, ApiKey key, @Nullable String source, @Nullable String url, String action) {
    Map<String, @Nullable Object> data = Announced.of(key).data();
    data.put("source", source);
    data.put("url", url);
    data.put("action", action);
    publishOwn.publish(handle, key.organizationId(), "api_key.leaked", data);
  }
}
