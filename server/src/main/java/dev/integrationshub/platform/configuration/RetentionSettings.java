package dev.integrationshub.platform.configuration;

/**
 * How long events and attempts are kept.
 *
 * @param days {@code HUB_RETENTION_DAYS}, 4 to 3650, default 30. The lower bound is above the
 *     longest time that retries can take.
 */
public record RetentionSettings(int days) {}
