package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.Role;
import java.util.UUID;

/** A person in the organization in which a login puts them. */
record Account(
    UUID userId,
    String name,
    String email,
    String passwordHash,
    UUID organizationId,
    String organizationName,
    Role role) {

  @Override
  public String toString() {
    return "Account[userId=" + userId + ", organizationId=" + organizationId + "]";
  }
}
