package dev.integrationshub.webhooks;

import dev.integrationshub.egress.Header;
import dev.integrationshub.signing.SigningKey;
import java.util.List;

/**
 * Where a test goes and what it carries.
 *
 * @param headers the customer's own
 * @param keys the current one first; at least one
 * @param timeoutSeconds 1 to 30
 */
public record TestTarget(
    String url, List<Header> headers, List<SigningKey> keys, int timeoutSeconds) {}
