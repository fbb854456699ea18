package dev.integrationshub.client;

import org.jspecify.annotations.Nullable;

/**
 * No answer of the hub came in time: no connection, one that broke, a timeout, or an answer that is
 * not the hub's. Whether the hub did what it was asked for is not known then.
 */
public final class HubUnreachableException extends HubException {
  private static final long serialVersionUID = 1;

  HubUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
