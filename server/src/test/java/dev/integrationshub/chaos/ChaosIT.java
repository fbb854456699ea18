package dev.integrationshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of what {@code ./hub chaos} does for long. */
class ChaosIT {
  private static final ChaosPlan SHORT =
      new ChaosPlan(
          List.of(Fault.HUB_KILL, Fault.POSTGRES_KILL, Fault.POSTGRES_RESTART), 3, 2_100, 2, 50);

  @TempDir Path temp;

  @Test
  void noAcknowledgedEventIsLostWhenHubsAndDatabaseAreKilled() throws Exception {
    Verdict verdict = new RunChaos(SHORT, temp).run();
    assertThat(verdict.accepted()).isPositive();
    assertThat(verdict.lost()).as("lost").isEmpty();
    assertThat(verdict.invented()).as("invented").isEmpty();
    assertThat(verdict.corrupt()).as("corrupt").isEmpty();
    assertThat(verdict.unrecorded()).as("unrecorded").isEmpty();
    assertThat(verdict.recordedTwice()).as("recorded twice").isEmpty();
    assertThat(verdict.stuck()).as("stuck").isZero();
  }
}
