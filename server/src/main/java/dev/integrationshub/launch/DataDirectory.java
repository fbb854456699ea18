package dev.integrationshub.launch;

import dev.integrationshub.platform.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, held by one hub alone or shared by several. The lock is the kernel's, so it
 * ends with the process, however that ends: there is no stale lock to clear.
 */
final class DataDirectory implements AutoCloseable {
  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the directory where it is missing, readable by its owner alone, and takes its lock: for a
   * hub whose database lies in it.
   *
   * @throws ConfigurationException when it can't be written to or another hub uses it
   */
  static DataDirectory hold(Path path) {
    return orRefuse(tryLock(path, false), path);
  }

  /**
   * As {@link #hold}, for a hub with a database elsewhere: others of its kind may use the directory
   * beside it.
   *
   * @throws ConfigurationException when it can't be written to or a hub holds it alone
   */
  static DataDirectory share(Path path) {
    return orRefuse(tryLock(path, true), path);
  }

  /** As {@link #hold}, but null when another process uses it. */
  static @Nullable DataDirectory tryHold(Path path) {
    return tryLock(path, false);
  }

  private static DataDirectory orRefuse(@Nullable DataDirectory held, Path path) {
    if (held == null) {
      throw new ConfigurationException(
          "Another hub already runs on the data directory "
              + path.toAbsolutePath().normalize()
              + ": stop it, or set HUB_DATA_DIR to another one");
    }
    return held;
  }

  private static @Nullable DataDirectory tryLock(Path path, boolean shared) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("hub.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (lock == null) {
        channel.close();
        return null;
      }
      return new DataDirectory(channel);
    } catch (IOException e) {
      String reason = e instanceof AccessDeniedException ? "no permission" : e.toString();
      throw new ConfigurationException(
          "The data directory "
              + path.toAbsolutePath().normalize()
              + " can't be written to ("
              + reason
              + "): give this user access to it, or set HUB_DATA_DIR",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
