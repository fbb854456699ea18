package dev.integrationshub.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.senderkit.HostileReceiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The kit's hostile receiver, as a process of its own on free ports. */
final class HostileReceiverProcess implements AutoCloseable {
  private static final String PLAIN = "HTTP at ";

  private final Process process;
  private final HubClient http;

  private HostileReceiverProcess(Process process, URI plain) {
    this.process = process;
    this.http = new HubClient(plain, Map.of());
  }

  static HostileReceiverProcess start(Path certificates) throws IOException, URISyntaxException {
    Path kit =
        Path.of(HostileReceiver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                kit.toString(),
                HostileReceiver.class.getName(),
                "--http-port",
                "0",
                "--https-port",
                "0",
                "--certificates",
                certificates.toString())
            .redirectErrorStream(true)
            .start();
    List<String> output = new ArrayList<>();
    BufferedReader reader = process.inputReader(UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      output.add(line);
      if (line.equals("The hostile receiver is ready")) {
        String plain =
            output.stream().filter(printed -> printed.startsWith(PLAIN)).findFirst().orElseThrow();
        return new HostileReceiverProcess(process, URI.create(plain.substring(PLAIN.length())));
      }
    }
    throw new AssertionError("the hostile receiver did not start: " + output);
  }

  /** Every case, once for each of its URLs. */
  List<HostileTarget> targets() {
    List<HostileTarget> targets = new ArrayList<>();
    for (JsonNode one : http.get("/cases").body()) {
      for (JsonNode url : one.at("/urls")) {
        targets.add(new HostileTarget(one.at("/id").asText(), url.asText(), one.at("/goodSender")));
      }
    }
    return targets;
  }

  /** What arrived since the last call of {@link #forget}. */
  List<JsonNode> seen() {
    return StreamSupport.stream(http.get("/seen").body().spliterator(), false).toList();
  }

  void forget() {
    http.delete("/seen");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
