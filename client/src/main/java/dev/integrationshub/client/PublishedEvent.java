package dev.integrationshub.client;

import java.time.Instant;

/**
 * An event that is on the hub's disk with all its deliveries.
 *
 * @param id such as {@code evt_01h455vb4pex5vsknk084sn02q}: what receivers get as {@code
 *     webhook-id}
 * @param deliveries how many webhooks it goes to
 */
public record PublishedEvent(String id, int deliveries, Instant createdAt) {}
