package dev.integrationshub.bench.verify;

import java.io.IOException;
import java.util.List;

/** Who runs where: the measured server alone on the first core, or everybody everywhere. */
record Cores(boolean pinned) {
  private static final String SERVERS = "0";

  /** Gives this process, and whatever it starts from now on, the other cores. */
  static Cores arrange(int cores) throws IOException, InterruptedException {
    int all = Runtime.getRuntime().availableProcessors();
    if (cores != 1 || all < 2) {
      return new Cores(false);
    }
    String own = Long.toString(ProcessHandle.current().pid());
    Process pinning =
        new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", "1-" + (all - 1), own)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (pinning.waitFor() != 0) {
      throw new IllegalStateException("taskset can't give the load a core of its own");
    }
    return new Cores(true);
  }

  /** A command that runs a server where it is to run. */
  List<String> under() {
    return pinned ? List.of("taskset", "--cpu-list", SERVERS) : List.of();
  }
}
