package dev.integrationshub.platform.http;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.RoutingContext;

/** Names requests in {@code http.server.requests}. */
public final class RouteMetric {
  private RouteMetric() {}

  /**
   * Gives the request a name, unless it has one.
   *
   * @param template a path of the API, or another of few texts; nothing that a caller makes up
   */
  public static void name(RoutingContext context, String template) {
    HttpRequestMetric.getRequestMetric(context).setTemplatePath(template);
  }
}
