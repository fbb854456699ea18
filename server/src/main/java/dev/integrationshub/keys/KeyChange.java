package dev.integrationshub.keys;

import java.util.UUID;

/**
 * Something about a key has changed that a decision may hang on.
 *
 * @param sequence 1 and up without a gap, in the order of the commits
 */
public record KeyChange(long sequence, UUID keyId, String prefix) {}
