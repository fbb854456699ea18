package dev.integrationshub.client;

import org.jspecify.annotations.Nullable;

/**
 * The hub can't be reached, or can't decide right now. It says nothing about a key: answer your
 * caller 503, never 401.
 */
public final class HubUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HubUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
