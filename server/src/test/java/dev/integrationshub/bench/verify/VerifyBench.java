package dev.integrationshub.bench.verify;

import dev.integrationshub.bench.ProcessFigures;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.launch.HubProcess;
import dev.integrationshub.processes.DatabaseProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * {@code ./hub bench verify}: the hub as a process of its own answers {@code POST
 * /api/keys/verify}, beside an nginx that gives every request the same answer. Both get the same
 * requests from the same generator, in turn.
 */
class VerifyBench {
  private static final Duration SHORT_WARM_UP = Duration.ofSeconds(3);

  /** What nginx answers always: as long as what the hub says of a valid key. */
  private static final String FIXED_ANSWER =
      "{\"valid\":true,\"code\":\"VALID\",\"keyId\":\"key_01h455vb4pex5vsknk084sn02q\","
          + "\"organizationId\":\"org_01h455vb4pex5vsknk084sn02q\",\"name\":\"Key of a service\","
          + "\"scopes\":[\"recordings:read\",\"users:read\"],\"expiresAt\":null,\"rateLimit\":null}";

  private final VerifyLoad load = VerifyLoad.fromProperties();
  private final VerifyReport report = new VerifyReport(load);

  @Test
  void run() throws Exception {
    Cores cores = Cores.arrange(load.cores());
    Path directory = Files.createTempDirectory("hub-bench");
    try (var database = DatabaseProcess.start(directory.resolve("postgres"), Map.of());
        var hub = startHub(directory, database, cores)) {
      BenchKeys keys = createKeys(hub, database);
      List<Integer> ports = HubProcess.freePorts(1);
      Optional<Nginx> nginx =
          Nginx.start(directory.resolve("nginx"), cores.under(), ports.getFirst(), FIXED_ANSWER);
      try {
        measure(hub, keys, nginx);
      } finally {
        nginx.ifPresent(Nginx::close);
      }
      report.print(ProcessFigures.peakMemoryMebibytes(hub.pid()));
    }
  }

  private HubProcess startHub(Path directory, DatabaseProcess database, Cores cores)
      throws Exception {
    return HubProcess.startReadyAsLaunched(
        directory.resolve("hub"),
        HubProcess.unattended(
            "HUB_DATABASE_URL", database.url(), "HUB_ENCRYPTION_KEY", BenchKeys.ENCRYPTION_KEY),
        cores.under());
  }

  private BenchKeys createKeys(HubProcess hub, DatabaseProcess database) {
    var operator =
        new HubClient(
            URI.create(hub.url()), Map.of("Authorization", "Bearer " + HubProcess.ROOT_KEY));
    String organization =
        operator.post("/api/admin/organizations", "{\"name\": \"Bench\"}").text("/id");
    return BenchKeys.create(Jdbi.create(database.jdbcUrl()), organization, load.keys());
  }

  private void measure(HubProcess hub, BenchKeys keys, Optional<Nginx> nginx) throws Exception {
    List<KindOfKeys> kinds =
        Arrays.stream(Kind.values())
            .map(kind -> new KindOfKeys(kind, kind.requests(HubProcess.ROOT_KEY, keys)))
            .toList();
    int port = URI.create(hub.url()).getPort();
    warmUp(port, kinds);
    System.out.println("Warm. The hub has the process id " + hub.pid() + ".");
    for (int round = 0; round < load.rounds(); round++) {
      if (nginx.isPresent()) {
        // Nothing of the requests matters to it but their length.
        PreparedRequests any = new PreparedRequests(HubProcess.ROOT_KEY, keys.unlimited(), "VALID");
        measure("nginx, fixed answer", nginx.get().port(), any, nginx.get()::cpuSeconds);
      }
      for (KindOfKeys kind : kinds) {
        measure(
            kind.kind().title(), port, kind.requests(), () -> ProcessFigures.cpuSeconds(hub.pid()));
      }
    }
  }

  private record KindOfKeys(Kind kind, PreparedRequests requests) {}

  private void warmUp(int port, List<KindOfKeys> kinds) throws Exception {
    try (var generator = new LoadGenerator(port, load.connections())) {
      for (KindOfKeys kind : kinds) {
        generator.all(kind.requests(), kind.requests().count());
        generator.atFullLoad(kind.requests(), SHORT_WARM_UP);
      }
      // Those of the first kind are what matters most.
      generator.atFullLoad(kinds.getFirst().requests(), load.warmUp());
    }
  }

  /** At full load, and then at half of what that gave. */
  private void measure(String what, int port, PreparedRequests requests, DoubleSupplier cpuSeconds)
      throws Exception {
    try (var generator = new LoadGenerator(port, load.connections())) {
      double before = cpuSeconds.getAsDouble();
      LoadGenerator.Result full = generator.atFullLoad(requests, load.measured());
      double cpuMicros = (cpuSeconds.getAsDouble() - before) * 1e6 / full.answers();
      LoadGenerator.Result half = generator.atRate(requests, full.perSecond() / 2, load.measured());
      report.add(what, full, cpuMicros, half);
    }
  }
}
