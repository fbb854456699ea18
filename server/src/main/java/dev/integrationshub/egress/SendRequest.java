package dev.integrationshub.egress;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    var stopwatch = new Stopwatch();
    try {
      ReceivedResponse response = exchange(request, deadline, stopwatch);
      return new Exchange(
          responded(response),
          Optional.of(response),
          startedAt,
          deadline.elapsed(),
          stopwatch.timing());
    } catch (FailedException e) {
      return new Exchange(
          e.outcome(), e.partial(), startedAt, deadline.elapsed(), stopwatch.timing());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while sending");
    }
  }

  private ReceivedResponse exchange(OutgoingRequest request, Deadline deadline, Stopwatch stopwatch)
      throws FailedException, InterruptedException {
    Destination destination =
        switch (checkUrl.check(request.url())) {
          case CheckUrl.Result.Accepted accepted -> accepted.destination();
          case CheckUrl.Result.Refused refused ->
              throw new FailedException(FailureKind.BLOCKED_ADDRESS, refused.reason());
        };
    List<InetAddress> addresses = find(destination, deadline, stopwatch);
    return sendToAddress.send(
        new SendToAddress.Sending(destination, request, deadline, stopwatch), addresses);
  }

  private List<InetAddress> find(Destination destination, Deadline deadline, Stopwatch stopwatch)
      throws FailedException, InterruptedException {
    Duration before = deadline.elapsed();
    List<InetAddress> addresses = findAddresses.of(destination, deadline);
    if (destination.literal() == null) {
      stopwatch.resolved(deadline.elapsed().minus(before));
    }
    return addresses;
  }

  private static Outcome responded(ReceivedResponse response) {
    return new Outcome.Responded(response.statusCode(), response.header("retry-after"));
  }
}
