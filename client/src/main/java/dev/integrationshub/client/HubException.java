package dev.integrationshub.client;

import org.jspecify.annotations.Nullable;

/**
 * The hub did not do what it was asked for: it said no ({@link HubProblemException}), or nothing
 * that could be understood ({@link HubUnreachableException}). No message holds the root key, a
 * presented key or a payload.
 */
public abstract sealed class HubException extends RuntimeException
    permits HubProblemException, HubUnreachableException {
  private static final long serialVersionUID = 1;

  HubException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
