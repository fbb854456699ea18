package dev.integrationshub.platform.access;

import java.util.Optional;

/**
 * Proves one kind of caller. Implemented by the feature that owns the credential; the access filter
 * asks all of them.
 */
public interface CallerAuthenticator {

  /**
   * @param access what the route asks for
   * @return empty when the request holds no valid credential of this kind
   * @throws dev.integrationshub.platform.problems.ProblemException when a credential of this kind
   *     is known and must be refused for a reason that the caller may learn
   */
  Optional<Caller> authenticate(Credentials credentials, Access access);
}
