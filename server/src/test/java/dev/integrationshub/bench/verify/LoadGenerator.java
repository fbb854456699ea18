package dev.integrationshub.bench.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Sends prepared requests over HTTP/1.1 connections that are kept alive, all by one thread. */
final class LoadGenerator implements AutoCloseable {
  private static final long STUCK_MILLIS = 10_000;

  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();

  LoadGenerator(int port, int connectionCount) throws IOException {
    for (int i = 0; i < connectionCount; i++) {
      connections.add(new Connection(port, selector));
    }
  }

  /**
   * What came of one run.
   *
   * @param ownShare of the time in which the generator itself worked; near 1 it is the limit
   * @param unexpected answers other than the one that was asked for
   * @param nanos from when each request was due until its answer, sorted; empty for a closed loop
   */
  record Result(int answers, double seconds, double ownShare, int unexpected, long[] nanos) {
    double perSecond() {
      return answers / seconds;
    }

    double micros(double share) {
      return nanos[Math.max(0, (int) Math.ceil(share * nanos.length) - 1)] / 1e3;
    }
  }

  /** Closed loop: each connection asks again once it has its answer, for that long. */
  Result atFullLoad(PreparedRequests requests, Duration duration) throws IOException {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    return new Run(requests, 0).closedLoop(start, end, Integer.MAX_VALUE);
  }

  /** As {@link #atFullLoad}, until that many requests are sent. */
  Result all(PreparedRequests requests, int count) throws IOException {
    return new Run(requests, 0).closedLoop(System.nanoTime(), Long.MAX_VALUE, count);
  }

  /** Open loop: by the rate alone, also when the server is slow. */
  Result atRate(PreparedRequests requests, double rate, Duration duration) throws IOException {
    int count = (int) (rate * duration.toSeconds());
    return new Run(requests, count).openLoop(1e9 / rate);
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  private static long ownCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private final class Run {
    private final PreparedRequests requests;
    private final long[] nanos;
    private int sent;
    private int answers;
    private int unexpected;

    Run(PreparedRequests requests, int timed) {
      this.requests = requests;
      this.nanos = new long[timed];
      connections.forEach(connection -> connection.prepare(requests));
    }

    Result closedLoop(long start, long end, int count) throws IOException {
      long ownCpu = ownCpuNanos();
      for (Connection connection : connections) {
        send(connection);
      }
      while (answers < sent) {
        boolean goesOn = System.nanoTime() < end;
        receive(
            true,
            connection -> {
              if (goesOn && sent < count) {
                send(connection);
              }
            });
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double ownShare = (ownCpuNanos() - ownCpu) / 1e9 / seconds;
      return new Result(answers, seconds, ownShare, unexpected, nanos);
    }

    /** Looks again and again instead of waiting, because waiting is not exact enough. */
    Result openLoop(double everyNanos) throws IOException {
      Deque<Connection> idle = new ArrayDeque<>(connections);
      long start = System.nanoTime();
      while (answers < nanos.length) {
        while (!idle.isEmpty() && sent < nanos.length) {
          long due = start + (long) (sent * everyNanos);
          if (due > System.nanoTime()) {
            break;
          }
          Connection connection = idle.removeLast();
          connection.dueNanos = due;
          send(connection);
        }
        receive(
            false,
            connection -> {
              nanos[answers - 1] = System.nanoTime() - connection.dueNanos;
              idle.addLast(connection);
            });
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Arrays.sort(nanos);
      return new Result(answers, seconds, 1, unexpected, nanos);
    }

    private void send(Connection connection) throws IOException {
      connection.send(requests);
      sent++;
    }

    private void receive(boolean waits, Answered then) throws IOException {
      int ready =
          waits
              ? selector.select(key -> read(key, then), STUCK_MILLIS)
              : selector.selectNow(key -> read(key, then));
      if (waits && ready == 0) {
        throw new IOException("the server does not answer any more");
      }
    }

    private void read(SelectionKey key, Answered then) {
      Connection connection = (Connection) key.attachment();
      try {
        if (connection.receive()) {
          answers++;
          if (!connection.answerIs(requests.answer())) {
            unexpected++;
            if (unexpected == 1) {
              System.err.println("Unexpected answer: " + connection.answerText());
            }
          }
          then.handle(connection);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private interface Answered {
    void handle(Connection connection) throws IOException;
  }
}
