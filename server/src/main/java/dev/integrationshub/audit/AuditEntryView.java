package dev.integrationshub.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change as shown. */
@Schema(name = "AuditEntry")
record AuditEntryView(
    @Schema(examples = "aud_01h455vb4pex5vsknk084sn02q") String id,
    Instant at,
    Actor actor,
    @Schema(
            description = "Where the request came from; null for what the hub did by itself",
            examples = "203.0.113.7")
        @Nullable String address,
    @Schema(description = "What was done", examples = "api_key.changed") String action,
    @Schema(description = "The id of what was changed", examples = "key_01h455vb4pex5vsknk084sn02q")
        String target,
    @Schema(
            implementation = Object.class,
            description = "For a change, each field that changed with its values from and to",
            examples = "{\"rateLimitPerHour\": {\"from\": 1000, \"to\": 50}}")
        JsonNode detail) {

  @Schema(name = "AuditActor", description = "Who did it, by the name of that day")
  record Actor(
      @Schema(enumeration = {"member", "api_key", "operator", "hub"}) String kind,
      @Schema(description = "null for the hub itself", examples = "usr_01h455vb4pex5vsknk084sn02q")
          @Nullable String id,
      String name) {}

  static AuditEntryView of(ReadAudit.Entry entry) {
    return new AuditEntryView(
        IdKind.AUDIT_ENTRY.format(entry.id()),
        Ids.createdAt(entry.id()),
        new Actor(entry.actorKind(), actorId(entry), entry.actorName()),
        entry.address(),
        entry.action(),
        entry.target(),
        entry.detail());
  }

  private static @Nullable String actorId(ReadAudit.Entry entry) {
    if (entry.actorId() == null) {
      return null;
    }
    IdKind kind =
        switch (entry.actorKind()) {
          case "member" -> IdKind.USER;
          case "api_key" -> IdKind.API_KEY;
          case "operator" -> IdKind.ROOT_KEY;
          default -> throw new IllegalStateException("unknown kind of actor: " + entry.actorKind());
        };
    return kind.format(entry.actorId());
  }
}
