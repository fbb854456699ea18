package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindAddressesTest {
  private static final String PUBLIC = "93.184.216.34";

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1",
    "93.184.216.34 10.0.0.1",
    "10.0.0.1 93.184.216.34",
    "93.184.216.34 2606:4700:4700::1111 fd00::1",
    "93.184.216.34 ::1",
    "93.184.216.34 64:ff9b::127.0.0.1",
  })
  void oneForbiddenAnswerForbidsTheName(String answers) {
    assertThatThrownBy(() -> find(answering(answers), Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            FailedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.BLOCKED_ADDRESS);
              assertThat(e.outcome().detail())
                  .as("tells nothing about the operator's network")
                  .isEqualTo("The name example.com leads to an address that is not allowed.");
            });
  }

  @Test
  void publicAnswersAreKeptInTheirOrder() throws Exception {
    assertThat(find(answering(PUBLIC + " 2606:4700:4700::1111"), Duration.ofSeconds(10)))
        .containsExactly(
            InetAddress.ofLiteral(PUBLIC), InetAddress.ofLiteral("2606:4700:4700::1111"));
  }

  @Test
  void anUnknownNameIsADnsError() {
    ResolveName nobody =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThatThrownBy(() -> find(nobody, Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            FailedException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DNS_ERROR));
    assertThatThrownBy(() -> find(name -> List.of(), Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            FailedException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DNS_ERROR));
  }

  @Test
  void aResolverThatHangsIsGivenUpAfterFiveSeconds() {
    Deadline watch = Deadline.in(Duration.ofMinutes(1));
    assertThatThrownBy(() -> find(hanging(), Duration.ofSeconds(30)))
        .isInstanceOfSatisfying(
            FailedException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DNS_ERROR));
    assertThat(watch.elapsed()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  @Test
  void theRequestsOwnTimeoutCountsWhileANameIsLookedUp() {
    assertThatThrownBy(() -> find(hanging(), Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            FailedException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
  }

  @Test
  void requestsForOneSlowNameHoldOneLookUp() throws Exception {
    AtomicInteger lookUps = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    ResolveName slow =
        name -> {
          lookUps.incrementAndGet();
          awaitQuietly(gate);
          return List.of(InetAddress.ofLiteral(PUBLIC));
        };
    FindAddresses find = finder(slow);
    try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 200)
              .mapToObj(i -> requests.submit(() -> find(find, Duration.ofSeconds(1))))
              .toList();
      for (var answer : answers) {
        assertThatThrownBy(answer::get).hasCauseInstanceOf(FailedException.class);
      }
      assertThat(lookUps).hasValue(1);
    } finally {
      gate.countDown();
      find.stop();
    }
  }

  private static ResolveName answering(String addresses) {
    return name -> Stream.of(addresses.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  private static ResolveName hanging() {
    return name -> {
      awaitQuietly(new CountDownLatch(1));
      return List.of();
    };
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<InetAddress> find(ResolveName resolver, Duration timeout) throws Exception {
    FindAddresses find = finder(resolver);
    try {
      return find(find, timeout);
    } finally {
      find.stop();
    }
  }

  private static List<InetAddress> find(FindAddresses find, Duration timeout) throws Exception {
    return find.of(new Destination("https", "example.com", 443, "/", null), Deadline.in(timeout));
  }

  private static FindAddresses finder(ResolveName resolver) {
    return new FindAddresses(
        resolver, Egress.classifyAddress(Egress.defaults(), "127.0.0.1", 8080));
  }
}
