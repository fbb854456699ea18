package dev.integrationshub.verification;

import dev.integrationshub.keys.ApiKey;
import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CallerAuthenticator;
import dev.integrationshub.platform.access.Credentials;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Lets an organization's programs use the hub's own API by the same decision as everywhere. */
@ApplicationScoped
class AuthenticateApiKey implements CallerAuthenticator {
  private final VerifyKey verifyKey;
  private final CallerWindow callerWindow;

  AuthenticateApiKey(VerifyKey verifyKey, CallerWindow callerWindow) {
    this.verifyKey = verifyKey;
    this.callerWindow = callerWindow;
  }

  /** The scopes are not asked for here: the access filter knows which one the route needs. */
  @Override
  public Optional<Caller> authenticate(Credentials credentials) {
    Optional<String> presented = credentials.bearer().filter(KeyFormat::isApiKey);
    if (presented.isEmpty()) {
      return Optional.empty();
    }
    var ask = new Ask(Set.of(), credentials.clientAddress(), 1);
    return switch (verifyKey.verify(presented.get(), ask)) {
      case Verification.Malformed malformed ->
          throw ProblemException.unauthenticated(
              "The API key is cut or mistyped: its checksum does not fit.");
      case Verification.NotFound notFound ->
          throw ProblemException.unauthenticated("The API key is not known.");
      case Verification.Proven proven -> {
        callerWindow.set(proven.window());
        yield Optional.of(caller(proven));
      }
    };
  }

  private static Caller caller(Verification.Proven proven) {
    ApiKey key = proven.key();
    return switch (proven.code()) {
      case VALID ->
          new Caller.ApiKey(key.id(), key.name(), key.organizationId(), Set.copyOf(key.scopes()));
      case REVOKED -> throw ProblemException.unauthenticated("The API key is revoked.");
      case DISABLED -> throw ProblemException.unauthenticated("The API key is disabled.");
      case EXPIRED -> throw ProblemException.unauthenticated("The API key has expired.");
      case IP_NOT_ALLOWED ->
          throw ProblemException.forbidden("The API key may not be used from this address.");
      case RATE_LIMITED -> throw tooMany(proven);
      case MALFORMED, NOT_FOUND, INSUFFICIENT_SCOPE ->
          throw new IllegalStateException("not a code of a proven key asked for no scope");
    };
  }

  private static ProblemException tooMany(Verification.Proven proven) {
    HourWindow window = proven.window();
    if (window == null) {
      throw new IllegalStateException("RATE_LIMITED without a limit");
    }
    return ProblemException.tooManyRequests(
        "The API key has used its limit of " + window.limit() + " calls in 60 minutes.",
        window.secondsUntilReset());
  }
}
