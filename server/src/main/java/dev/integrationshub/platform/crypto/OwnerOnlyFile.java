package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold a secret: made with mode 600 from their first byte on. */
public final class OwnerOnlyFile {
  private OwnerOnlyFile() {}

  /** Writes one line of ASCII to a file that must not exist yet. */
  public static void create(Path file, String line) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(US_ASCII.encode(line + "\n"));
    }
  }
}
