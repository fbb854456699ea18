package dev.integrationshub.platform.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who sends a request, as proven by its credential. */
public sealed interface Caller {

  /** A person with a dashboard session. */
  record Member(
      UUID userId, String name, UUID organizationId, Role role, UUID sessionId, String csrfToken)
      implements Caller {}

  /** An organization's own program. */
  record ApiKey(UUID keyId, String name, UUID organizationId, Set<String> scopes)
      implements Caller {}

  /**
   * The product team.
   *
   * @param organizationId of the {@code X-Organization-Id} header, for the organization API
   */
  record Operator(UUID rootKeyId, String name, Optional<UUID> organizationId) implements Caller {}

  /** No credential was sent. */
  record Anonymous() implements Caller {}
}
