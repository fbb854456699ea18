package dev.integrationshub.platform.access;

/** What a route asks of its caller. */
public enum Access {
  /** Anyone: login, set-up, health. */
  PUBLIC,
  /** Any member of an organization, or an API key with {@code organization:read}. */
  ORGANIZATION_READ,
  /** An owner or admin, or an API key with {@code organization:write}. */
  ORGANIZATION_WRITE,
  /** A root key. */
  HOST,
  /** A root key, or whoever may read an organization: catalogues that both sides need. */
  CATALOGUE_READ
}
