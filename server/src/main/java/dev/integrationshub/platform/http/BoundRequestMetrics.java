package dev.integrationshub.platform.http;

import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps what callers make up out of the labels of {@code http.server.requests}. Each value is a row
 * of {@code /metrics} for ever, and beyond a hundred paths the framework measures no new ones, the
 * API's included.
 */
@ApplicationScoped
class BoundRequestMetrics {
  private static final Set<String> KNOWN =
      Set.of(
          "/health",
          "/health/live",
          "/health/ready",
          "/health/started",
          "/metrics",
          "/openapi.json");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Before every other handler, so that none can answer without a name. */
  void routes(@Observes Router router) {
    router.route().order(-1001).handler(BoundRequestMetrics::name);
  }

  @Produces
  @Singleton
  MeterFilter knownMethods() {
    return MeterFilter.deny(
        id -> {
          String method = id.getTag("method");
          return id.getName().equals("http.server.requests")
              && (method == null || !METHODS.contains(method));
        });
  }

  private static void name(RoutingContext context) {
    // A route of the API puts its template, such as /api/organizations/webhooks/{id}, before this.
    RouteMetric.name(context, name(context.normalizedPath()));
    context.next();
  }

  private static String name(String path) {
    if (KNOWN.contains(path)) {
      return path;
    }
    if (path.startsWith("/assets/")) {
      return "/assets/{file}";
    }
    return path.startsWith("/api/") ? "/api/{unknown}" : "/{page}";
  }
}
