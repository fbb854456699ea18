package dev.integrationshub.leaks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open, with stacks. */
public final class CapturedLog extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final Formatter format = new SimpleFormatter();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  public static CapturedLog open() {
    CapturedLog log = new CapturedLog();
    ROOT.addHandler(log);
    return log;
  }

  public Queue<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(format.format(entry));
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
