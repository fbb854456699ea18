package dev.integrationshub.keys;

import java.time.Duration;
import java.util.Optional;

/** What to do on the report of a key, by what is known of it. */
sealed interface LeakStep {

  /** Nothing: an earlier report led to this already. */
  record Repeat(LeakAction action) implements LeakStep {}

  /** The key works no more: only note that it leaked. */
  record Note() implements LeakStep {}

  /** Switch the key off. */
  record SwitchOff() implements LeakStep {}

  /** Put another key in its place. */
  record Replace(Duration overlap) implements LeakStep {}

  /** It has a replacement, by somebody's own choice: only bound how long it still works. */
  record Shorten(Duration overlap) implements LeakStep {}

  /**
   * Decides; pure.
   *
   * @param past what the latest report led to
   * @param isReplaced whether a rotation has put another key in this one's place
   */
  static LeakStep decide(
      KeyStatus status, Optional<LeakAction> past, boolean isReplaced, LeakResponse response) {
    if (status != KeyStatus.ACTIVE) {
      return past.<LeakStep>map(Repeat::new).orElseGet(Note::new);
    }
    boolean rotatedForLeak = past.filter(action -> action == LeakAction.ROTATED).isPresent();
    return switch (response) {
      case LeakResponse.Disable disable -> new SwitchOff();
      case LeakResponse.DisableUnlessRotated unless ->
          rotatedForLeak ? new Repeat(LeakAction.ROTATED) : new SwitchOff();
      case LeakResponse.Rotate rotate when rotatedForLeak -> new Repeat(LeakAction.ROTATED);
      case LeakResponse.Rotate rotate when isReplaced -> new Shorten(rotate.overlap());
      case LeakResponse.Rotate rotate -> new Replace(rotate.overlap());
    };
  }
}
