package dev.integrationshub.platform.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built page's files, read from the class path once and kept: there are few and they are small.
 */
final class PageFiles {
  private static final String FOLDER = "META-INF/resources";
  private static final List<String> ENCODINGS = List.of("br", "gz");

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "png", "image/png");

  private final Map<String, Optional<Buffer>> files = new ConcurrentHashMap<>();

  /**
   * A file as it goes out.
   *
   * @param encoding of the content, as in RFC 9110 section 8.4.1; empty for none
   */
  record PageFile(Buffer content, String mediaType, Optional<String> encoding) {}

  /**
   * The file at a path such as {@code /assets/index-1a2b.js}, in the smallest form that the client
   * takes. Only known extensions are files; there is no way out of the folder.
   */
  Optional<PageFile> find(String path, String acceptEncoding) {
    String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (mediaType == null || path.contains("..")) {
      return Optional.empty();
    }
    for (String suffix : ENCODINGS) {
      String name = suffix.equals("gz") ? "gzip" : suffix;
      Optional<Buffer> compressed =
          acceptEncoding.contains(name) ? read(path + "." + suffix) : Optional.empty();
      if (compressed.isPresent()) {
        return Optional.of(new PageFile(compressed.get(), mediaType, Optional.of(name)));
      }
    }
    return read(path).map(content -> new PageFile(content, mediaType, Optional.empty()));
  }

  private Optional<Buffer> read(String path) {
    if (files.size() > 1_000) {
      files.clear(); // Names that do not exist must not fill the memory.
    }
    return files.computeIfAbsent(path, PageFiles::load);
  }

  private static Optional<Buffer> load(String path) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream stream = loader.getResourceAsStream(FOLDER + path)) {
      return stream == null ? Optional.empty() : Optional.of(Buffer.buffer(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the page's file " + path, e);
    }
  }
}
