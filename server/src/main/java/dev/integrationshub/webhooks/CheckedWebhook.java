package dev.integrationshub.webhooks;

import dev.integrationshub.egress.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's settings as checked.
 *
 * @param events names of the catalogue without repetition, or {@code *} alone
 * @param maxRetries 0 to 10
 * @param timeoutSeconds 1 to 30
 * @param filter JSON that can be read as a condition; null takes every event
 */
record CheckedWebhook(
    String name,
    String url,
    List<String> events,
    List<Header> headers,
    boolean retryEnabled,
    int maxRetries,
    int timeoutSeconds,
    boolean enabled,
    @Nullable String filter) {}
