package dev.integrationshub.platform.ids;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Makes identifiers: UUID version 7 (RFC 9562 section 5.7), so that they sort by creation. */
@ApplicationScoped
public class Ids {
  private final TimeBasedEpochRandomGenerator generator;

  public Ids(InstantSource clock) {
    this.generator =
        new TimeBasedEpochRandomGenerator(
            new SecureRandom(),
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  public UUID next() {
    return generator.generate();
  }

  /** The millisecond at which the id was made. */
  public static Instant createdAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The smallest UUIDv7 of that millisecond: a bound for ranges of ids. */
  public static UUID lowestAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L);
  }
}
