package dev.integrationshub.egress;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Sends one HTTP request and waits for its end; meant for virtual threads. URL and addresses are
 * checked each time, because names lead elsewhere tomorrow. Made at the start, so that an
 * unreadable file of trusted certificates ends it there.
 */
@Startup
@Singleton
public class SendRequest {
  private final InstantSource clock;
  private final CheckUrl checkUrl;
  private final FindAddresses findAddresses;
  private final SendToAddress sendToAddress;

  SendRequest(
      InstantSource clock,
      CheckUrl checkUrl,
      FindAddresses findAddresses,
      SendToAddress sendToAddress) {
    this.clock = clock;
    this.checkUrl = checkUrl;
    this.findAddresses = findAddresses;
    this.sendToAddress = sendToAddress;
  }

  /**
   * Never throws for what the network or the receiver does.
   *
   * @throws CancellationException when the thread is interrupted, as at shutdown; the request is
   *     dropped, and whether it arrived is not known
   */
  public Exchange send(OutgoingRequest request) {
    Instant startedAt = clock.instant();
    Deadline deadline = Deadline.in(request.timeout());
    try {
      ReceivedResponse response = exchange(request, deadline);
      return new Exchange(
          responded(response), Optional.of(response), startedAt, deadline.elapsed());
    } catch (FailedException e) {
      return new Exchange(e.outcome(), e.partial(), startedAt, deadline.elapsed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while sending");
    }
  }

  private ReceivedResponse exchange(OutgoingRequest request, Deadline deadline)
      throws FailedException, InterruptedException {
    Destination destination =
        switch (checkUrl.check(request.url())) {
          case CheckUrl.Result.Accepted accepted -> accepted.destination();
          case CheckUrl.Result.Refused refused ->
              throw new FailedException(FailureKind.BLOCKED_ADDRESS, refused.reason());
        };
    return sendToAddress.send(
        destination, findAddresses.of(destination, deadline), request, deadline);
  }

  private static Outcome responded(ReceivedResponse response) {
    return new Outcome.Responded(response.statusCode(), response.header("retry-after"));
  }
}
