package dev.integrationshub.egress;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses that a request may be sent to. If one of several is forbidden, so are all: a
 * name that leads inside and outside is an attempt to get inside.
 */
@Singleton
final class FindAddresses {
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /**
   * Look-ups run on threads of their own and not on virtual ones: the JDK's resolver blocks in
   * native code, so that a few names with dead servers would hold every carrier thread of the hub.
   */
  private static final int MAX_THREADS = 64;

  private final ResolveName resolver;
  private final ClassifyAddress classifyAddress;
  private final ExecutorService threads = lookUpThreads();
  private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  FindAddresses(ResolveName resolver, ClassifyAddress classifyAddress) {
    this.resolver = resolver;
    this.classifyAddress = classifyAddress;
  }

  /**
   * @return at least one address, in the resolver's order
   */
  List<InetAddress> of(Destination destination, Deadline deadline)
      throws FailedException, InterruptedException {
    InetAddress literal = destination.literal();
    List<InetAddress> addresses =
        literal == null ? resolve(destination.host(), deadline) : List.of(literal);
    for (InetAddress address : addresses) {
      switch (classifyAddress.classify(address, destination.port())) {
        case ClassifyAddress.Verdict.Allowed allowed -> {}
        case ClassifyAddress.Verdict.Forbidden forbidden ->
            throw blocked(destination, literal != null, forbidden);
      }
    }
    return addresses;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** What a name leads to is not told: it may be one that only the operator's network knows. */
  private static FailedException blocked(
      Destination destination, boolean isLiteral, ClassifyAddress.Verdict.Forbidden forbidden) {
    return new FailedException(
        FailureKind.BLOCKED_ADDRESS,
        isLiteral
            ? "The address " + destination.host() + " is not allowed: " + forbidden.range() + "."
            : "The name " + destination.host() + " leads to an address that is not allowed.");
  }

  private List<InetAddress> resolve(String name, Deadline deadline)
      throws FailedException, InterruptedException {
    Duration remaining = deadline.remaining();
    Duration wait = remaining.compareTo(MAX_WAIT) < 0 ? remaining : MAX_WAIT;
    try {
      List<InetAddress> addresses = lookUp(name).get(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (addresses.isEmpty()) {
        throw unresolved("The name " + name + " has no address.");
      }
      return addresses;
    } catch (TimeoutException e) {
      if (deadline.isOver()) {
        throw deadline.missed("looking up " + name);
      }
      throw unresolved("The name " + name + " was not answered for within 5 s.");
    } catch (ExecutionException e) {
      throw unresolved("The name " + name + " can't be resolved.");
    }
  }

  /** Requests for the same name wait for the same look-up, so that it holds one thread at most. */
  private CompletableFuture<List<InetAddress>> lookUp(String name) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> others = underWay.putIfAbsent(name, mine);
    if (others != null) {
      return others;
    }
    threads.execute(
        () -> {
          try {
            mine.complete(resolver.addresses(name));
          } catch (UnknownHostException | RuntimeException e) {
            mine.completeExceptionally(e);
          } finally {
            underWay.remove(name);
          }
        });
    return mine;
  }

  private static FailedException unresolved(String detail) {
    return new FailedException(FailureKind.DNS_ERROR, detail);
  }

  private static ExecutorService lookUpThreads() {
    var pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("name-look-up-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
