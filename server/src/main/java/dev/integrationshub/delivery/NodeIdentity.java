package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.integrationshub.platform.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is to the database. The id is kept in the data directory, in a file that the
 * process holds locked as long as it lives; the operating system drops the lock of a killed one.
 * Whoever holds the lock knows that its former life has ended, and may give back that life's
 * leases.
 */
final class NodeIdentity implements AutoCloseable {
  private static final String NAME = "node-id";
  private static final int UUID_LENGTH = 36;

  private final UUID id;
  private final boolean returning;
  private final @Nullable FileChannel held;

  private NodeIdentity(UUID id, boolean returning, @Nullable FileChannel held) {
    this.id = id;
    this.returning = returning;
    this.held = held;
  }

  /**
   * Takes the data directory's id, or makes it. Where another process holds it, this one gets an id
   * for its lifetime.
   */
  static NodeIdentity claim(Path dataDirectory, Supplier<UUID> newId) {
    Path file = dataDirectory.resolve(NAME);
    try {
      Files.createDirectories(dataDirectory);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        return new NodeIdentity(newId.get(), false, null);
      }
      Optional<UUID> kept = read(channel);
      if (kept.isPresent()) {
        return new NodeIdentity(kept.get(), true, channel);
      }
      UUID id = newId.get();
      write(channel, id);
      return new NodeIdentity(id, false, channel);
    } catch (IOException e) {
      throw new ConfigurationException(
          file + " can't be written: give this user access to the data directory", e);
    }
  }

  UUID id() {
    return id;
  }

  /** Whether a process before this one, which has ended, went by the same id. */
  boolean isReturning() {
    return returning;
  }

  @Override
  public void close() throws IOException {
    if (held != null) {
      held.close();
    }
  }

  /** The lock ends with its channel. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private static Optional<UUID> read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(UUID_LENGTH);
    channel.read(text, 0);
    try {
      return Optional.of(UUID.fromString(US_ASCII.decode(text.flip()).toString()));
    } catch (IllegalArgumentException newOrHalfWritten) {
      return Optional.empty();
    }
  }

  private static void write(FileChannel channel, UUID id) throws IOException {
    channel.truncate(0);
    channel.write(US_ASCII.encode(id + "\n"), 0);
    channel.force(true);
  }
}
