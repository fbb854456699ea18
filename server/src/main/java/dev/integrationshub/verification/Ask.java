package dev.integrationshub.verification;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to do with a key.
 *
 * @param scopes all of them must be held; empty where scopes are not checked
 * @param address where the call comes from, or null where nobody told
 * @param cost how much of the rate limit the call takes, at least 1
 */
record Ask(Set<String> scopes, @Nullable InetAddress address, int cost) {}
