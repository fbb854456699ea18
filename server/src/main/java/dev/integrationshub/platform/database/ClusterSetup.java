package dev.integrationshub.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.platform.configuration.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finishes a new cluster before its server first listens: passwords instead of trust, and the hub's
 * own role, which is no superuser. Single-user mode does it without a socket, so there is no moment
 * at which another user of the machine could connect.
 */
record ClusterSetup(Path cluster, PostgresPrograms programs, Secret password) {
  private static final String ACCESS_RULES =
      """
      # Written by the Integrations Hub: the loopback interface, with a password.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** Removes what an interrupted first start left: nothing was ever accepted into it. */
  void discardIncomplete() throws IOException {
    if (Files.exists(cluster) && !Files.exists(completed())) {
      try (Stream<Path> files = Files.walk(cluster)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Called between initdb and the first start of the server, and before every later start. */
  void complete() {
    if (Files.exists(completed())) {
      return;
    }
    try {
      runSingleUser(
          "ALTER USER postgres PASSWORD '" + password.value() + "';",
          "CREATE ROLE hub LOGIN PASSWORD '" + password.value() + "';",
          "CREATE DATABASE hub OWNER hub;");
      Files.writeString(cluster.resolve("pg_hba.conf"), ACCESS_RULES);
      Files.createFile(completed());
    } catch (IOException e) {
      throw new UncheckedIOException("the new database cluster can't be set up", e);
    }
  }

  private Path completed() {
    return cluster.resolve("hub-cluster-complete");
  }

  private void runSingleUser(String... statements) throws IOException {
    Process process =
        new ProcessBuilder(
                programs.command("postgres", "--single", "-D", cluster.toString(), "postgres"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = process.getOutputStream()) {
      for (String statement : statements) {
        input.write((statement + "\n").getBytes(UTF_8));
      }
    }
    try {
      if (process.waitFor() != 0) {
        throw new IOException("postgres --single ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting up the database", e);
    }
  }
}
