package dev.integrationshub.organizations;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The organizations in the database. */
@ApplicationScoped
public class Organizations {
  private static final String INSERT =
      "INSERT INTO organization (id, name, created_at) VALUES (:id, :name, :createdAt)";

  private static final String EXISTS = "SELECT EXISTS (SELECT 1 FROM organization WHERE id = :id)";

  private static final String LIST =
      """
      SELECT id, name, created_at
      FROM organization
      WHERE CAST(:after AS uuid) IS NULL OR id < :after
      ORDER BY id DESC
      LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final Ids ids;
  private final InstantSource clock;

  Organizations(Jdbi jdbi, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.clock = clock;
  }

  public Organization create(String name) {
    return jdbi.withHandle(handle -> create(handle, name));
  }

  /** As part of a larger change. */
  public Organization create(Handle handle, String name) {
    Organization organization = new Organization(ids.next(), name, clock.instant());
    handle
        .createUpdate(INSERT)
        .bind("id", organization.id())
        .bind("name", name)
        .bind("createdAt", OffsetDateTime.ofInstant(organization.createdAt(), ZoneOffset.UTC))
        .execute();
    return organization;
  }

  public boolean exists(UUID id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(EXISTS).bind("id", id).mapTo(boolean.class).one());
  }

  /** Newest first. */
  List<Organization> list(Optional<UUID> after, int limit) {
    @Nullable UUID bound = after.orElse(null);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LIST)
                .bind("after", bound)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Organization.class))
                .list());
  }
}
