package dev.integrationshub.platform.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's own programs.
 *
 * @param binaries where the library has unpacked it
 */
record PostgresPrograms(Path binaries) {

  /** The command that runs one of them, such as {@code pg_ctl}, also as root. */
  List<String> command(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root: a user namespace makes it nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(find(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private Path find(String program) throws IOException {
    try (Stream<Path> versions = Files.list(binaries)) {
      return versions
          .map(version -> version.resolve("bin").resolve(program))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new IOException("no " + program + " under " + binaries));
    }
  }
}
