package dev.integrationshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code ./hub chaos}: no test run picks it up. */
class ChaosCommand {
  @Test
  void noAcknowledgedEventIsLost() throws Exception {
    Verdict verdict = new RunChaos(ChaosPlan.fromProperties(), RunChaos.logs()).run();
    assertThat(verdict.isClean()).as("the table above").isTrue();
  }
}
