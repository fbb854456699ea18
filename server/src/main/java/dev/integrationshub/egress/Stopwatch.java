package dev.integrationshub.egress;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the times of one request. The network's threads write, the waiting one may look at any time
 * at what is over by then.
 */
final class Stopwatch {
  private volatile @Nullable Duration dns;
  private volatile @Nullable ConnectionPhases connection;
  private volatile boolean reused;
  private volatile @Nullable Long sentNanos;
  private volatile @Nullable Duration firstByte;

  void resolved(Duration took) {
    dns = took;
  }

  /** What was tried before, at another address or on a dead connection, is forgotten. */
  void connecting() {
    connection = null;
    reused = false;
    sentNanos = null;
    firstByte = null;
  }

  /** A connection is being made for the request. */
  void opening(ConnectionPhases phases) {
    connection = phases;
  }

  /**
   * A connection is there; not necessarily the one that was being made for the request, since
   * another may have come free before.
   */
  void connected(@Nullable ConnectionPhases phases, boolean reused) {
    this.connection = reused ? null : phases;
    this.reused = reused;
  }

  void sent() {
    sentNanos = System.nanoTime();
  }

  void answered() {
    Long sent = sentNanos;
    firstByte = sent == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - sent);
  }

  Timing timing() {
    Optional<ConnectionPhases> phases = Optional.ofNullable(connection);
    return new Timing(
        Optional.ofNullable(dns),
        phases.flatMap(ConnectionPhases::connect),
        phases.flatMap(ConnectionPhases::tls),
        Optional.ofNullable(firstByte),
        reused);
  }
}
