package dev.integrationshub.platform.configuration;

/**
 * How long events and attempts are kept.
 *
 * @param days {@code HUB_RETENTION_DAYS}, 6 to 3650, default 30
 */
public record RetentionSettings(int days) {
  /** Above the longest time that retries can take: a test of the retry schedule sees to it. */
  public static final int MIN_DAYS = 6;
}
