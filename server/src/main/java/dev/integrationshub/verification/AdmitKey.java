package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.HourWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lets the holder of a key in, or tells it by HTTP why not; both with the key's rate limit. */
@ApplicationScoped
class AdmitKey {
  private final VerifyKey verifyKey;
  private final MeteredCall metered;

  AdmitKey(VerifyKey verifyKey, MeteredCall metered) {
    this.verifyKey = verifyKey;
    this.metered = metered;
  }

  /**
   * @throws ProblemException 401, 403, 429 or 503
   */
  ProvenKey admit(String presented, Ask ask) {
    Verification verification = verifyKey.verify(presented, ask);
    return switch (verification) {
      case Verification.Malformed _ ->
          throw ProblemException.unauthenticated(
              "The API key is cut or mistyped: its checksum does not fit.");
      case Verification.NotFound _ ->
          throw ProblemException.unauthenticated("The API key is not known.");
      case Verification.Proven proven -> {
        metered.limitedBy(proven.window());
        yield admitted(proven, ask);
      }
    };
  }

  private static ProvenKey admitted(Verification.Proven proven, Ask ask) {
    return switch (proven.code()) {
      case VALID -> proven.key();
      case REVOKED -> throw ProblemException.unauthenticated("The API key is revoked.");
      case DISABLED -> throw ProblemException.unauthenticated("The API key is disabled.");
      case EXPIRED -> throw ProblemException.unauthenticated("The API key has expired.");
      case IP_NOT_ALLOWED ->
          throw ProblemException.forbidden("The API key may not be used from this address.");
      case INSUFFICIENT_SCOPE ->
          throw ProblemException.forbidden(
              "The API key lacks the scope " + missing(proven.key(), ask) + ".");
      case RATE_LIMITED -> throw tooMany(proven);
      case MALFORMED, NOT_FOUND ->
          throw new IllegalStateException(proven.code() + " is not a code of a proven key");
    };
  }

  private static String missing(ProvenKey key, Ask ask) {
    return ask.scopes().stream()
        .filter(scope -> !key.scopes().contains(scope))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static ProblemException tooMany(Verification.Proven proven) {
    HourWindow window = Objects.requireNonNull(proven.window());
    return ProblemException.tooManyRequests(
        "The API key has used its limit of " + window.limit() + " calls in 60 minutes.",
        window.secondsUntilReset());
  }
}
