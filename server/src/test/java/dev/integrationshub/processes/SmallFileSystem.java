package dev.integrationshub.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system in memory that can be filled to the brim; needs root on Linux. */
public final class SmallFileSystem implements AutoCloseable {
  private static final int[] CHUNKS = {1024 * 1024, 4096};

  private final Path directory;

  private SmallFileSystem(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @param directory that does not exist yet
   * @throws IllegalStateException where this process may not
   */
  public static SmallFileSystem mount(Path directory, int mebibytes)
      throws IOException, InterruptedException {
    Files.createDirectory(directory);
    String size = "size=" + mebibytes + "m,mode=755";
    run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString());
    return new SmallFileSystem(directory);
  }

  /** Leaves no block free; again, what has become free since. */
  public void fill() throws IOException {
    for (int chunk : CHUNKS) {
      byte[] bytes = new byte[chunk];
      try (OutputStream filler =
          Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (directory.toFile().getUsableSpace() >= chunk) {
          filler.write(bytes);
        }
      } catch (IOException e) {
        if (directory.toFile().getUsableSpace() >= CHUNKS[0]) {
          throw e;
        }
        // Somebody else took the last room in the meantime.
      }
    }
  }

  public void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "--lazy", directory.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "disk-full needs a small file system, which only root may mount on Linux: "
              + said.strip());
    }
  }
}
