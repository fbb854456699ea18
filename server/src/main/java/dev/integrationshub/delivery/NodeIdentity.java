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

/**
 * Who this process is to the database. The id is kept in the data directory, in a file that the
 * process holds locked as long as it lives; the operating system drops the lock of a killed one.
 * Whoever holds the lock knows that its former life has ended, and may give back that life's
 * leases.
 */
final class NodeIdentity implements AutoCloseable {
  private static final String NAME = "node-id";
  private static final int UUID_LENGTH = 36;
  private static final int MOST_NODES = 100;

  private final UUID id;
  private final boolean returning;
  private final FileChannel held;

  private NodeIdentity(UUID id, boolean returning, FileChannel held) {
    this.id = id;
    this.returning = returning;
    this.held = held;
  }

  /**
   * Takes the first of the data directory's ids that no living process holds, or makes one. Nodes
   * that share a directory thereby have an id each: {@code node-id}, {@code node-id-2} and so on.
   */
  static NodeIdentity claim(Path dataDirectory, Supplier<UUID> newId) {
    try {
      Files.createDirectories(dataDirectory);
      for (int number = 1; number <= MOST_NODES; number++) {
        Optional<NodeIdentity> claimed =
            tryClaim(dataDirectory.resolve(number == 1 ? NAME : NAME + "-" + number), newId);
        if (claimed.isPresent()) {
          return claimed.get();
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "A node's id can't be written to "
              + dataDirectory
              + ": give this user access to the data directory",
          e);
    }
    throw new ConfigurationException(
        MOST_NODES
            + " hubs already run on the data directory "
            + dataDirectory
            + ": set HUB_DATA_DIR to another one");
  }

  private static Optional<NodeIdentity> tryClaim(Path file, Supplier<UUID> newId)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      return Optional.empty();
    }
    Optional<UUID> kept = read(channel);
    if (kept.isPresent()) {
      return Optional.of(new NodeIdentity(kept.get(), true, channel));
    }
    UUID id = newId.get();
    write(channel, id);
    return Optional.of(new NodeIdentity(id, false, channel));
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
    held.close();
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
