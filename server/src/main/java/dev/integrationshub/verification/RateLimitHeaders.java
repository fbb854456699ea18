package dev.integrationshub.verification;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells an API key its rate limit on every answer, refusals too, as in the IETF's RateLimit header
 * fields draft (draft-ietf-httpapi-ratelimit-headers).
 */
@Provider
public class RateLimitHeaders implements ContainerResponseFilter {
  private final MeteredCall metered;

  RateLimitHeaders(MeteredCall metered) {
    this.metered = metered;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    metered
        .window()
        .ifPresent(
            window -> {
              var headers = response.getHeaders();
              headers.putSingle("RateLimit-Policy", "\"hour\";q=" + window.limit() + ";w=3600");
              headers.putSingle(
                  "RateLimit",
                  "\"hour\";r=" + window.remaining() + ";t=" + window.secondsUntilReset());
            });
  }
}
