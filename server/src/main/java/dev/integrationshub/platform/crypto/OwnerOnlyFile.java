package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold a secret: made with mode 600 from their first byte on. */
public final class OwnerOnlyFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnlyFile() {}

  /** Writes one line of ASCII to a file that must not exist yet. */
  public static void create(Path file, String line) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      channel.write(US_ASCII.encode(line + "\n"));
    }
  }

  /**
   * Writes one line of ASCII, unless another process has done so before or meanwhile: of several,
   * one line is kept, and there is all of it when this returns. A file that was left empty counts
   * as none.
   */
  public static void createOnce(Path file, String line) throws IOException {
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY)) {
      // The lock ends with the channel.
      FileLock _ = channel.lock();
      if (channel.size() == 0) {
        channel.write(US_ASCII.encode(line + "\n"));
        channel.force(true);
      }
    }
  }
}
