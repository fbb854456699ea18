package dev.integrationshub.chaos;

import java.util.List;
import java.util.SortedMap;

/**
 * What is wrong when everything has come to rest, one line each.
 *
 * @param failed submissions without 202 after a try at each node, and why, by their numbers
 * @param lost accepted, and never taken by a webhook that should get it
 * @param invented came without ever being accepted, with another id, or where it does not belong
 * @param corrupt came with other data than it was published with
 * @param duplicated was taken more than once; one line for each time too many
 * @param duplicatedUntold how many of those follow an attempt that nobody wrote down, as faults
 *     bring about; the others follow one that the hub took for failed, such as an answer too late
 * @param unrecorded was taken, and no final attempt says so
 * @param recordedTwice has more than one final attempt
 * @param stuck deliveries that are still unfinished
 */
record Verdict(
    int submitted,
    int accepted,
    SortedMap<Integer, String> failed,
    List<String> lost,
    List<String> invented,
    List<String> corrupt,
    List<String> duplicated,
    int duplicatedUntold,
    List<String> unrecorded,
    List<String> recordedTwice,
    int stuck) {

  /** Duplicates are none of the faults: at least once is the promise. */
  boolean isClean() {
    return stuck == 0
        && List.of(lost, invented, corrupt, unrecorded, recordedTwice).stream()
            .allMatch(List::isEmpty);
  }
}
