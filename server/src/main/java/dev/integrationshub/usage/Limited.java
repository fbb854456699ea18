package dev.integrationshub.usage;

/**
 * What a rate limit says to a call.
 *
 * @param window after the call
 */
public record Limited(boolean allowed, HourWindow window) {}
