package dev.integrationshub.processes;

import java.io.IOException;

/** The signals that {@link ProcessHandle} can't send (signal(7)). */
public enum ProcessSignal {
  /** Freezes a process where it stands; it can't refuse. */
  STOP,
  /** Lets a frozen one go on. */
  CONT,
  /** PostgreSQL's fast shutdown. */
  INT,
  /** PostgreSQL's immediate shutdown, which leaves recovery to the next start. */
  QUIT;

  public void send(long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid).start();
    if (kill.waitFor() != 0) {
      throw new IOException("process " + pid + " can't be sent SIG" + name());
    }
  }
}
