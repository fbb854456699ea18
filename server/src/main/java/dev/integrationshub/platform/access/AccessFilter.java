package dev.integrationshub.platform.access;

import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.network.ClientAddress;
import dev.integrationshub.platform.problems.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proves the caller of every request and refuses what its route does not allow. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "Bearer ";

  private final Instance<CallerAuthenticator> authenticators;
  private final CurrentCaller current;
  private final ServerSettings server;

  @Context ResourceInfo resource;
  @Context HttpServerRequest request;

  AccessFilter(
      Instance<CallerAuthenticator> authenticators, CurrentCaller current, ServerSettings server) {
    this.authenticators = authenticators;
    this.current = current;
    this.server = server;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RequiresAccess required = resource.getResourceMethod().getAnnotation(RequiresAccess.class);
    if (required == null) {
      throw new IllegalStateException(
          resource.getResourceMethod() + " does not say who may call it: add @RequiresAccess");
    }
    Credentials credentials = credentials(context);
    if (required.value() == Access.PRESENTED) {
      current.present(credentials);
      return;
    }
    Caller caller = prove(credentials, required.value());
    if (!SAFE_METHODS.contains(context.getMethod())) {
      refuseForgery(context, credentials, caller, required.value());
    }
    current.set(caller, credentials.clientAddress());
    switch (Decision.decide(caller, required.value())) {
      case Decision.Allowed allowed -> {}
      case Decision.Unauthenticated refused ->
          throw ProblemException.unauthenticated(refused.detail());
      case Decision.Forbidden refused -> throw ProblemException.forbidden(refused.detail());
    }
  }

  /** A login, too, must come from the hub's own page; there is no session's token for it yet. */
  private void refuseForgery(
      ContainerRequestContext context, Credentials credentials, Caller caller, Access required) {
    ForgeryCheck check = new ForgeryCheck(server.origin());
    if (credentials.bearer().isEmpty()) {
      check.checkSource(context.getHeaders());
    }
    if (caller instanceof Caller.Member member && required != Access.PUBLIC) {
      check.checkToken(member, context.getHeaders());
    }
  }

  /**
   * A credential that was sent must be valid, also on public routes: a typo must not pass silently.
   */
  private Caller prove(Credentials credentials, Access access) {
    for (CallerAuthenticator authenticator : authenticators) {
      Optional<Caller> caller = authenticator.authenticate(credentials, access);
      if (caller.isPresent()) {
        return caller.get();
      }
    }
    if (credentials.bearer().isPresent()) {
      throw ProblemException.unauthenticated("The key sent is not known.");
    }
    return new Caller.Anonymous();
  }

  private Credentials credentials(ContainerRequestContext context) {
    String authorization = context.getHeaderString(HttpHeaders.AUTHORIZATION);
    Optional<String> bearer = Optional.ofNullable(context.getHeaderString("X-API-Key"));
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      bearer = Optional.of(authorization.substring(BEARER.length()).strip());
    }
    Cookie cookie = context.getCookies().get(SessionCookie.name(server));
    InetAddress peer =
        InetAddress.ofLiteral(request.connection().remoteAddress(true).hostAddress());
    List<String> forwardedFor = request.headers().getAll("X-Forwarded-For");
    return new Credentials(
        bearer,
        Optional.ofNullable(cookie).map(Cookie::getValue),
        Optional.ofNullable(context.getHeaderString("X-Organization-Id")),
        ClientAddress.of(peer, forwardedFor, server.trustedProxies()));
  }
}
