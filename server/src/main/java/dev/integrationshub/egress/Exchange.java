package dev.integrationshub.egress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request that was tried.
 *
 * @param response what came back; for a failure, the part that came before it, marked as truncated
 * @param duration from the start until the end of the response's body or the failure
 * @param timing what of the duration went into what
 */
public record Exchange(
    Outcome outcome,
    Optional<ReceivedResponse> response,
    Instant startedAt,
    Duration duration,
    Timing timing) {}
