package dev.integrationshub.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization decides about a key and can change later; checked.
 *
 * @param rateLimitPerHour null for no limit
 * @param ipAllowlist blocks in CIDR notation without host bits
 */
record KeySettings(
    String name,
    List<String> scopes,
    @Nullable Integer rateLimitPerHour,
    List<String> ipAllowlist,
    boolean enabled) {}
