package dev.integrationshub.platform.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a route asks of its caller. */
public enum Access {
  /** Anyone: login, set-up, health. */
  PUBLIC(null),
  /** Any member of an organization, or an API key with {@code organization:read}. */
  ORGANIZATION_READ("organization:read"),
  /** An owner or admin, or an API key with {@code organization:write}. */
  ORGANIZATION_WRITE("organization:write"),
  /** A root key. */
  HOST(null),
  /**
   * A root key, or a report that somebody has signed: without a credential the route itself must
   * prove the signature over the body before it does anything.
   */
  HOST_OR_SIGNED(null),
  /** A root key, or whoever may read an organization: catalogues that both sides need. */
  CATALOGUE_READ("organization:read"),
  /** Anyone: the credential is not the caller's own, and the route itself judges it. */
  PRESENTED(null);

  private final @Nullable String apiKeyScope;

  Access(@Nullable String apiKeyScope) {
    this.apiKeyScope = apiKeyScope;
  }

  /** What an API key must hold to be let in by it. */
  public Optional<String> apiKeyScope() {
    return Optional.ofNullable(apiKeyScope);
  }
}
