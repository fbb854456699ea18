package dev.integrationshub.keys;

import java.util.Optional;
import java.util.UUID;

/** What came of the report of one token. */
public sealed interface ReportedLeak {

  /** The token is no key, or none of this hub's. Why, is not told. */
  record NoKey() implements ReportedLeak {}

  /**
   * The token is a key of this hub.
   *
   * @param action what this or an earlier report led to
   * @param replacement where this report made one
   */
  record Known(
      UUID keyId, UUID organizationId, LeakAction action, Optional<CreatedKeyView> replacement)
      implements ReportedLeak {}
}
