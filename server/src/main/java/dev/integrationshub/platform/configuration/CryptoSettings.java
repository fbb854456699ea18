package dev.integrationshub.platform.configuration;

import java.util.Optional;

/**
 * What protects secrets at rest.
 *
 * @param encryptionKey {@code HUB_ENCRYPTION_KEY}, 32 bytes in base64, the same on every node;
 *     empty means the one kept in the data directory
 */
public record CryptoSettings(Optional<Secret> encryptionKey) {}
