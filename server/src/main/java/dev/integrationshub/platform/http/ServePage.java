package dev.integrationshub.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Serves the page: hashed assets for ever, its one document for every address that a browser opens
 * and nothing else answers.
 */
@ApplicationScoped
class ServePage {
  private static final List<String> NOT_THE_PAGE =
      List.of("/api/", "/assets/", "/health", "/metrics", "/openapi.json", "/docs/");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EVERY_TIME = "no-cache";

  private final PageFiles files = new PageFiles();

  void routes(@Observes Router router) {
    router.route().order(-1000).handler(ServePage::secure);
    router.get().order(-999).handler(this::file);
    // Before the API, whose own "not found" would answer for every address of the page.
    router.get().order(-998).handler(this::document);
  }

  /** On every answer, whoever gives it. */
  private static void secure(RoutingContext context) {
    SecureHeaders.put(context.response());
    context.next();
  }

  private void file(RoutingContext context) {
    String path = context.normalizedPath();
    boolean isAsset = path.startsWith("/assets/");
    if (!isAsset && (path.lastIndexOf('/') != 0 || path.equals("/openapi.json"))) {
      context.next();
      return;
    }
    Optional<PageFiles.PageFile> file = find(context, path);
    if (file.isEmpty()) {
      context.next();
      return;
    }
    send(context, file.get(), isAsset ? FOR_EVER : ASK_EVERY_TIME);
  }

  private void document(RoutingContext context) {
    String path = context.normalizedPath();
    String accept = String.valueOf(context.request().getHeader(HttpHeaders.ACCEPT));
    boolean isPage =
        NOT_THE_PAGE.stream().noneMatch(path::startsWith) && accept.contains("text/html");
    Optional<PageFiles.PageFile> document =
        isPage ? find(context, "/index.html") : Optional.empty();
    if (document.isEmpty()) {
      context.next();
      return;
    }
    send(context, document.get(), ASK_EVERY_TIME);
  }

  private Optional<PageFiles.PageFile> find(RoutingContext context, String path) {
    String acceptEncoding = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return files.find(path, acceptEncoding == null ? "" : acceptEncoding);
  }

  private static void send(RoutingContext context, PageFiles.PageFile file, String cacheControl) {
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    // Without an encoding of our own, "identity" keeps the server from compressing once more.
    response.putHeader(HttpHeaders.CONTENT_ENCODING, file.encoding().orElse("identity"));
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(file.content());
    }
  }
}
