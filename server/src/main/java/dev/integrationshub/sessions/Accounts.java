package dev.integrationshub.sessions;

import dev.integrationshub.organizations.Organization;
import dev.integrationshub.organizations.Organizations;
import dev.integrationshub.platform.access.Role;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** People and their memberships in the database. */
@ApplicationScoped
class Accounts {
  private static final String COUNT = "SELECT count(*) FROM app_user";

  /** Held by whoever creates the first account, so that there is one first account. */
  private static final String LOCK = "LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE";

  private static final String INSERT_USER =
      """
      INSERT INTO app_user (id, email, name, password_hash, created_at)
      VALUES (:id, :email, :name, :passwordHash, :createdAt)
      """;

  private static final String INSERT_MEMBER =
      """
      INSERT INTO member (organization_id, user_id, role)
      VALUES (:organizationId, :userId, :role)
      """;

  private static final String FIND_BY_EMAIL =
      """
      SELECT u.id AS user_id, u.name, u.email, u.password_hash,
             o.id AS organization_id, o.name AS organization_name, m.role
      FROM app_user u
      JOIN member m ON m.user_id = u.id
      JOIN organization o ON o.id = m.organization_id
      WHERE lower(u.email) = lower(:email)
      ORDER BY o.id
      LIMIT 1
      """;

  private final Jdbi jdbi;
  private final Ids ids;
  private final InstantSource clock;
  private final Organizations organizations;

  Accounts(Jdbi jdbi, Ids ids, InstantSource clock, Organizations organizations) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.clock = clock;
    this.organizations = organizations;
  }

  boolean isEmpty() {
    return jdbi.withHandle(Accounts::isEmpty);
  }

  /**
   * Creates the owner and the organization, if there is nobody yet.
   *
   * @return empty when somebody was there already
   */
  Optional<Account> createFirst(
      Handle handle, String email, String name, String passwordHash, String organizationName) {
    handle.execute(LOCK);
    if (!isEmpty(handle)) {
      return Optional.empty();
    }
    Organization organization = organizations.create(handle, organizationName);
    UUID userId = ids.next();
    handle
        .createUpdate(INSERT_USER)
        .bind("id", userId)
        .bind("email", email)
        .bind("name", name)
        .bind("passwordHash", passwordHash)
        .bind("createdAt", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .execute();
    handle
        .createUpdate(INSERT_MEMBER)
        .bind("organizationId", organization.id())
        .bind("userId", userId)
        .bind("role", Role.OWNER)
        .execute();
    return findByEmail(handle, email);
  }

  Optional<Account> findByEmail(String email) {
    return jdbi.withHandle(handle -> findByEmail(handle, email));
  }

  private static boolean isEmpty(Handle handle) {
    return handle.createQuery(COUNT).mapTo(long.class).one() == 0;
  }

  private static Optional<Account> findByEmail(Handle handle, String email) {
    return handle
        .createQuery(FIND_BY_EMAIL)
        .bind("email", email)
        .map(ConstructorMapper.of(Account.class))
        .findOne();
  }
}
