package dev.integrationshub.platform.configuration;

/** A start that can't succeed. The message is one line: what is wrong and the remedy. */
public final class ConfigurationException extends RuntimeException {
  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
