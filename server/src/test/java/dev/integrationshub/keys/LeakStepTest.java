package dev.integrationshub.keys;

import static dev.integrationshub.keys.KeyStatus.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeakStepTest {
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final LeakResponse DISABLE = new LeakResponse.Disable();
  private static final LeakResponse ROTATE = new LeakResponse.Rotate(OVERLAP);
  private static final LeakResponse UNLESS = new LeakResponse.DisableUnlessRotated();

  @ParameterizedTest
  @EnumSource(value = KeyStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void aKeyThatWorksNoMoreIsNotedOnceUnderEveryPolicy(KeyStatus status) {
    for (LeakResponse response : new LeakResponse[] {DISABLE, ROTATE, UNLESS}) {
      assertThat(LeakStep.decide(status, Optional.empty(), false, response))
          .isEqualTo(new LeakStep.Note());
      for (LeakAction past : LeakAction.values()) {
        assertThat(LeakStep.decide(status, Optional.of(past), true, response))
            .isEqualTo(new LeakStep.Repeat(past));
      }
    }
  }

  @Test
  void aKeyThatWorksGoesOff() {
    assertThat(step(null, false, DISABLE)).isEqualTo(new LeakStep.SwitchOff());
    assertThat(step(null, false, UNLESS)).isEqualTo(new LeakStep.SwitchOff());
  }

  @Test
  void orIsReplaced() {
    assertThat(step(null, false, ROTATE)).isEqualTo(new LeakStep.Replace(OVERLAP));
  }

  @Test
  void aKeyThatWasEnabledAfterItsLeakIsDealtWithAgain() {
    for (LeakAction past : new LeakAction[] {LeakAction.DISABLED, LeakAction.NONE}) {
      assertThat(step(past, false, DISABLE)).isEqualTo(new LeakStep.SwitchOff());
      assertThat(step(past, false, UNLESS)).isEqualTo(new LeakStep.SwitchOff());
      assertThat(step(past, false, ROTATE)).isEqualTo(new LeakStep.Replace(OVERLAP));
    }
  }

  @Test
  void aKeyRotatedForALeakKeepsItsOverlapUnlessItIsToGo() {
    assertThat(step(LeakAction.ROTATED, true, ROTATE))
        .isEqualTo(new LeakStep.Repeat(LeakAction.ROTATED));
    assertThat(step(LeakAction.ROTATED, true, UNLESS))
        .isEqualTo(new LeakStep.Repeat(LeakAction.ROTATED));
    assertThat(step(LeakAction.ROTATED, true, DISABLE)).isEqualTo(new LeakStep.SwitchOff());
  }

  @Test
  void aKeyRotatedForAnotherReasonGetsNoSecondReplacement() {
    assertThat(step(null, true, ROTATE)).isEqualTo(new LeakStep.Shorten(OVERLAP));
    assertThat(step(null, true, DISABLE)).isEqualTo(new LeakStep.SwitchOff());
    assertThat(step(null, true, UNLESS)).isEqualTo(new LeakStep.SwitchOff());
  }

  private static LeakStep step(
      @Nullable LeakAction past, boolean isReplaced, LeakResponse response) {
    return LeakStep.decide(ACTIVE, Optional.ofNullable(past), isReplaced, response);
  }
}
