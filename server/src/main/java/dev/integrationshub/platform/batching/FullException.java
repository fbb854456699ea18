package dev.integrationshub.platform.batching;

/** More waits to be written than may; nothing was done, and the caller should come again. */
public final class FullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FullException(String message) {
    super(message);
  }
}
