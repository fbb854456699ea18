package dev.integrationshub.delivery;

import dev.integrationshub.egress.Timing;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "Timing",
    description =
        "What a request's time went into, in milliseconds; null where a phase did not happen or"
            + " was not got through")
record TimingView(
    @Schema(description = "The look-up of the name; null for an address") @Nullable Double dnsMs,
    @Schema(description = "TCP alone; null for a reused connection") @Nullable Double connectMs,
    @Schema(description = "The handshake; null for a reused connection and for plain HTTP")
        @Nullable Double tlsMs,
    @Schema(description = "From the request being sent until the head of the answer was there")
        @Nullable Double firstByteMs,
    @Schema(description = "Whether the request went over a connection kept from an earlier one")
        boolean reused) {

  static TimingView of(Timing timing) {
    return new TimingView(
        millis(micros(timing.dns())),
        millis(micros(timing.connect())),
        millis(micros(timing.tls())),
        millis(micros(timing.firstByte())),
        timing.reused());
  }

  /** Null for attempts that were made before phases were measured. */
  static @Nullable TimingView of(ReadDeliveries.Attempt attempt) {
    Boolean reused = attempt.connectionReused();
    return reused == null
        ? null
        : new TimingView(
            millis(attempt.dnsMicros()),
            millis(attempt.connectMicros()),
            millis(attempt.tlsMicros()),
            millis(attempt.firstByteMicros()),
            reused);
  }

  /** As stored. */
  static @Nullable Integer micros(Optional<Duration> phase) {
    return phase.map(took -> Math.toIntExact(took.toNanos() / 1_000)).orElse(null);
  }

  /** In tenths: what is finer says nothing about a network. */
  private static @Nullable Double millis(@Nullable Integer micros) {
    return micros == null ? null : Math.floorDiv(micros, 100) / 10.0;
  }
}
