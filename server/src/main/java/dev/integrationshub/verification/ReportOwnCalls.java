package dev.integrationshub.verification;

import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.usage.LatencyHistogram;
import dev.integrationshub.usage.RecordUsage;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * The hub is a product with API keys too: it reports how the calls of its own API ended, as it asks
 * other products to.
 */
@Provider
public class ReportOwnCalls implements ContainerResponseFilter {
  private static final int FIRST_FAILURE = 400;

  private final MeteredCall metered;
  private final RecordUsage usage;
  private final DatabaseClock clock;

  ReportOwnCalls(MeteredCall metered, RecordUsage usage, DatabaseClock clock) {
    this.metered = metered;
    this.usage = usage;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    metered
        .allowed()
        .ifPresent(
            call -> {
              long micros = Math.max(0, (System.nanoTime() - call.startNanos()) / 1_000);
              usage.report(
                  call.keyId(),
                  response.getStatus() >= FIRST_FAILURE,
                  Math.min(micros, LatencyHistogram.MAX_MICROS),
                  clock.instant());
            });
  }
}
