package dev.integrationshub.egress;

import java.time.Duration;
import java.util.Optional;

/**
 * What a request's time went into. A phase is empty that did not happen, or that the request did
 * not get through.
 *
 * @param dns the look-up of the name; an address has none
 * @param connect TCP alone, to the address that answered in the end
 * @param tls the handshake, from the end of {@code connect}
 * @param firstByte from the request's last byte being written until the head of the answer was
 *     there; zero for a receiver that answers without waiting for the whole request
 * @param reused whether a kept connection was taken, which has neither {@code connect} nor {@code
 *     tls}
 */
public record Timing(
    Optional<Duration> dns,
    Optional<Duration> connect,
    Optional<Duration> tls,
    Optional<Duration> firstByte,
    boolean reused) {
  /** Of a request that got nowhere. */
  public static final Timing NONE =
      new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
