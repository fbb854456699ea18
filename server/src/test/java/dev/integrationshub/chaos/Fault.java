package dev.integrationshub.chaos;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What befalls the hubs or their database. */
enum Fault {
  /** SIGKILL for one hub, and its next start. */
  HUB_KILL,
  /** SIGTERM for one hub, and its next start: a step of a rolling restart. */
  HUB_STOP,
  /** SIGSTOP for one hub until others have taken over its leases, then SIGCONT. */
  NODE_FREEZE,
  /** PostgreSQL's fast shutdown, and its next start. */
  POSTGRES_RESTART,
  /** SIGKILL for PostgreSQL's first process or its immediate shutdown, and its next start. */
  POSTGRES_KILL,
  /**
   * No room on the file system of PostgreSQL until accepts have failed, and some seconds longer.
   */
  DISK_FULL;

  /** As the command line spells it. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param spellings with commas between them
   */
  static List<Fault> parse(String spellings) {
    return Stream.of(spellings.split(",")).map(Fault::of).toList();
  }

  private static Fault of(String spelling) {
    return Stream.of(values())
        .filter(fault -> fault.spelling().equals(spelling))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no fault '"
                        + spelling
                        + "': the faults are "
                        + Stream.of(values()).map(Fault::spelling).toList()));
  }
}
