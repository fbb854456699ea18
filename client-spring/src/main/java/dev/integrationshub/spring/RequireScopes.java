package dev.integrationshub.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.client.Ask;
import dev.integrationshub.client.HubUnavailableException;
import dev.integrationshub.client.KeyVerifier;
import dev.integrationshub.client.Verification;
import dev.integrationshub.client.VerificationCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Verifies the API key of each request to a handler with {@link RequiresScope}, tells its rate
 * limit on every answer, and reports how the call ended.
 */
final class RequireScopes implements HandlerInterceptor {
  static final String VERIFICATION = RequireScopes.class.getName() + ".verification";
  private static final String STARTED = RequireScopes.class.getName() + ".started";
  private static final String BEARER = "Bearer ";

  private final Clock clock = Clock.systemUTC();
  private final KeyVerifier verifier;

  RequireScopes(KeyVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    RequiresScope required = required(handler);
    // Another dispatch of a request that was let in, such as of an asynchronous answer.
    if (required == null || request.getAttribute(VERIFICATION) != null) {
      return true;
    }
    String key = presented(request);
    if (key == null) {
      return refuse(response, Refusal.NO_KEY);
    }
    Verification verification;
    try {
      verification = verifier.verify(key, ask(required, request));
    } catch (HubUnavailableException e) {
      response.setHeader("Retry-After", "1");
      return refuse(response, Refusal.UNKNOWABLE);
    }
    tellLimit(response, verification.rateLimit());
    if (verification.code() == VerificationCode.RATE_LIMITED && verification.rateLimit() != null) {
      response.setHeader(
          "Retry-After",
          Long.toString(verification.rateLimit().secondsUntilReset(clock.instant())));
    }
    if (!verification.isValid()) {
      return refuse(response, Refusal.of(verification));
    }
    request.setAttribute(VERIFICATION, verification);
    request.setAttribute(STARTED, System.nanoTime());
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(VERIFICATION) instanceof Verification verification
        && request.getAttribute(STARTED) instanceof Long started) {
      verifier.report(
          verification,
          failure == null ? response.getStatus() : 500,
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static @Nullable RequiresScope required(Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return null;
    }
    RequiresScope own = method.getMethodAnnotation(RequiresScope.class);
    return own != null
        ? own
        : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiresScope.class);
  }

  private static @Nullable String presented(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return request.getHeader("X-API-Key");
  }

  private static Ask ask(RequiresScope required, HttpServletRequest request) {
    return new Ask(Set.of(required.value()), address(request), required.cost());
  }

  /** The peer's, or what the server made of a trusted proxy's headers: always a literal. */
  private static @Nullable InetAddress address(HttpServletRequest request) {
    try {
      return InetAddress.getByName(request.getRemoteAddr());
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  private void tellLimit(HttpServletResponse response, Verification.@Nullable RateLimit limit) {
    if (limit != null) {
      long seconds = limit.secondsUntilReset(clock.instant());
      response.setHeader("RateLimit-Policy", "\"hour\";q=" + limit.limit() + ";w=3600");
      response.setHeader("RateLimit", "\"hour\";r=" + limit.remaining() + ";t=" + seconds);
    }
  }

  private static boolean refuse(HttpServletResponse response, Refusal refusal) throws IOException {
    response.setStatus(refusal.status());
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setContentType("application/problem+json");
    response.getOutputStream().write(refusal.json().getBytes(UTF_8));
    return false;
  }
}
