package dev.integrationshub.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads an organization's audit entries. */
@ApplicationScoped
class ReadAudit {
  private static final String LIST =
      """
      SELECT id, actor_kind, actor_id, actor_name, host(address) AS address, action, target, detail
      FROM audit_entry
      WHERE organization_id = :organizationId
        AND (CAST(:target AS text) IS NULL OR target = :target)
        AND (CAST(:after AS uuid) IS NULL OR id < :after)
      ORDER BY id DESC
      LIMIT :rows
      """;

  private final Jdbi jdbi;
  private final ObjectMapper json;

  ReadAudit(Jdbi jdbi, ObjectMapper json) {
    this.jdbi = jdbi;
    this.json = json;
  }

  /**
   * An entry as stored.
   *
   * @param actorId null for the hub itself
   * @param address null for what did not come with a request
   */
  record Entry(
      UUID id,
      String actorKind,
      @Nullable UUID actorId,
      String actorName,
      @Nullable String address,
      String action,
      String target,
      JsonNode detail) {}

  /**
   * Newest first.
   *
   * @param target the public id of what was changed; null for whatever it was
   */
  List<Entry> list(UUID organizationId, @Nullable String target, Optional<UUID> after, int rows) {
    @Nullable UUID bound = after.orElse(null);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LIST)
                .bind("organizationId", organizationId)
                .bind("target", target)
                .bind("after", bound)
                .bind("rows", rows)
                .map((row, context) -> entry(row))
                .list());
  }

  private Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        row.getString("actor_kind"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getString("address"),
        row.getString("action"),
        row.getString("target"),
        tree(row.getString("detail")));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL stored what is not JSON", e);
    }
  }
}
