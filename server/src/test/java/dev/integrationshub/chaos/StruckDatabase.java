package dev.integrationshub.chaos;

import dev.integrationshub.processes.DatabaseProcess;
import dev.integrationshub.processes.SmallFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of a run and what befalls it; on a small file system where that is to fill up. */
final class StruckDatabase implements AutoCloseable {
  private static final int MEBIBYTES = 512;

  /** So that the log leaves most of the small file system to the tables. */
  private static final Map<String, String> LITTLE_LOG =
      Map.of("min_wal_size", "32MB", "max_wal_size", "64MB");

  private final DatabaseProcess process;
  private final @Nullable SmallFileSystem disk;

  private StruckDatabase(DatabaseProcess process, @Nullable SmallFileSystem disk) {
    this.process = process;
    this.disk = disk;
  }

  static StruckDatabase start(Path directory) throws IOException {
    return new StruckDatabase(DatabaseProcess.start(directory, Map.of()), null);
  }

  /** On a file system of 512 MiB; an hour at 100 events a second fills it by itself. */
  static StruckDatabase startOnSmallDisk(Path directory) throws IOException, InterruptedException {
    SmallFileSystem disk = SmallFileSystem.mount(directory, MEBIBYTES);
    try {
      return new StruckDatabase(DatabaseProcess.start(directory, LITTLE_LOG), disk);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  String url() {
    return process.url();
  }

  String jdbcUrl() {
    return process.jdbcUrl();
  }

  void restart() throws IOException, InterruptedException {
    process.stopFast();
    process.startAgain();
  }

  /**
   * @param immediately by PostgreSQL's immediate shutdown, instead of SIGKILL
   */
  void kill(boolean immediately) throws IOException, InterruptedException {
    if (immediately) {
      process.stopImmediately();
    } else {
      process.kill();
    }
    process.startAgain();
  }

  /** Leaves no room; again, what has become free since. */
  void fillDisk() throws IOException {
    disk().fill();
  }

  /** Gives the room back. A server that ended for want of it is started again. */
  void freeDisk() throws IOException {
    disk().free();
    process.awaitAnswering();
  }

  @Override
  public void close() throws IOException {
    process.close();
    if (disk != null) {
      disk.close();
    }
  }

  private SmallFileSystem disk() {
    if (disk == null) {
      throw new IllegalStateException("this database is on a disk of its own size");
    }
    return disk;
  }
}
