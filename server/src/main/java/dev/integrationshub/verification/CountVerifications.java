package dev.integrationshub.verification;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts the verifications that were answered at once, by code, for {@code /metrics}. */
@Singleton
class CountVerifications {
  private final Map<VerificationCode, LongAdder> atOnce = new EnumMap<>(VerificationCode.class);

  CountVerifications(MeterRegistry metrics) {
    for (VerificationCode code : VerificationCode.values()) {
      LongAdder count = new LongAdder();
      atOnce.put(code, count);
      FunctionCounter.builder("hub.verifications.at.once", count, LongAdder::doubleValue)
          .description("Verifications that were answered from memory, on the event loop")
          .tag("code", code.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
  }

  void atOnce(VerificationCode code) {
    Objects.requireNonNull(atOnce.get(code)).increment();
  }

  /** All of them. */
  long atOnce() {
    return atOnce.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
