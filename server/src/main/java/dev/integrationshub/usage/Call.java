package dev.integrationshub.usage;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One use of a key.
 *
 * @param cost how much of the rate limit it took or would have taken, at least 1
 * @param limited whether the key has a rate limit
 * @param address where it came from; null where nobody told
 * @param at by the database's clock
 */
public record Call(
    CallOutcome outcome, int cost, boolean limited, @Nullable InetAddress address, Instant at) {}
