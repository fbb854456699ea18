package dev.integrationshub.delivery;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads what the first attempts of new deliveries need of their webhooks. */
@ApplicationScoped
class PrepareBorn {
  private static final String WEBHOOKS =
      """
      SELECT w.id, w.url, w.headers, w.signature_scheme, w.secret,
             ARRAY(SELECT s.secret FROM webhook_former_secret s
                   WHERE s.webhook_id = w.id AND s.expires_at > now()
                   ORDER BY s.id DESC) AS former_secrets,
             w.retry_enabled, w.max_retries, w.timeout_seconds
      FROM webhook w
      WHERE w.id = ANY (:ids) AND w.enabled
      """;

  private final Jdbi jdbi;

  PrepareBorn(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  record Sender(
      UUID id,
      String url,
      byte[] headers,
      String signatureScheme,
      byte[] secret,
      List<byte[]> formerSecrets,
      boolean retryEnabled,
      int maxRetries,
      int timeoutSeconds) {

    private ClaimedDelivery delivery(BornDelivery born, UUID leaseToken) {
      return new ClaimedDelivery(
          born.id(),
          born.eventId(),
          id,
          born.organizationId(),
          leaseToken,
          0,
          0,
          Trigger.EVENT.code(),
          false,
          url,
          headers,
          signatureScheme,
          secret,
          formerSecrets,
          retryEnabled,
          maxRetries,
          timeoutSeconds,
          born.type(),
          born.payload(),
          born.acceptedAt(),
          null,
          false,
          null);
    }
  }

  /**
   * @return without those whose webhook is disabled or gone by now
   */
  List<ClaimedDelivery> prepare(UUID leaseToken, List<BornDelivery> born) {
    Map<UUID, Sender> senders =
        senders(born.stream().map(BornDelivery::webhookId).collect(toSet()));
    List<ClaimedDelivery> prepared = new ArrayList<>();
    for (BornDelivery one : born) {
      Sender sender = senders.get(one.webhookId());
      if (sender != null) {
        prepared.add(sender.delivery(one, leaseToken));
      }
    }
    return prepared;
  }

  private Map<UUID, Sender> senders(Set<UUID> webhookIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WEBHOOKS)
                .bindArray("ids", UUID.class, webhookIds)
                .map(ConstructorMapper.of(Sender.class))
                .collect(toMap(Sender::id, Function.identity())));
  }
}
