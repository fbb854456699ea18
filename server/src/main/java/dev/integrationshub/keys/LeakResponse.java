package dev.integrationshub.keys;

import java.time.Duration;

/** What is to be done with a leaked key that still works. */
public sealed interface LeakResponse {

  /** Switch it off at once. */
  record Disable() implements LeakResponse {}

  /**
   * Put another in its place, and let it work for a while.
   *
   * @param overlap how long
   */
  record Rotate(Duration overlap) implements LeakResponse {}

  /**
   * As {@link Disable}, since nobody is there who could be handed another key; but one that an
   * earlier report has rotated keeps its overlap.
   */
  record DisableUnlessRotated() implements LeakResponse {}
}
