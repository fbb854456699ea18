package dev.integrationshub.webhooks;

import dev.integrationshub.egress.Header;
import java.util.List;

/**
 * A webhook's settings as checked.
 *
 * @param events names of the catalogue without repetition, or {@code *} alone
 * @param maxRetries 0 to 10
 * @param timeoutSeconds 1 to 30
 */
record CheckedWebhook(
    String name,
    String url,
    List<String> events,
    List<Header> headers,
    boolean retryEnabled,
    int maxRetries,
    int timeoutSeconds,
    boolean enabled) {}
