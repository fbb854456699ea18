package dev.integrationshub.webhooks;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.signing.SignatureScheme;
import dev.integrationshub.signing.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Gives a webhook a new secret; the former one goes on signing for a while, so that no request
 * fails.
 */
@ApplicationScoped
class RotateSecret {
  static final int MAX_FORMER_SECRETS = 5;

  /** Whoever else rotates the secret waits, so that the count stays true. */
  private static final String LOCK =
      """
      SELECT signature_scheme, secret FROM webhook
      WHERE organization_id = :organizationId AND id = :id
      FOR NO KEY UPDATE
      """;

  private static final String REPLACE =
      """
      UPDATE webhook
      SET signature_scheme = :scheme, public_key = :publicKey, secret = :secret, updated_at = now()
      WHERE id = :id
      """;

  private final Jdbi jdbi;
  private final SealWebhook seal;
  private final RecordAudit audit;
  private final CurrentCaller caller;
  private final Ids ids;

  RotateSecret(Jdbi jdbi, SealWebhook seal, RecordAudit audit, CurrentCaller caller, Ids ids) {
    this.jdbi = jdbi;
    this.seal = seal;
    this.audit = audit;
    this.caller = caller;
    this.ids = ids;
  }

  record Rotated(Webhook webhook, SigningKey key) {}

  /**
   * @param overlapHours 0 ends every former secret at once
   * @param wanted the new scheme; the webhook's own where empty
   * @throws ProblemException 404, 409 when too many former secrets sign already
   */
  Rotated rotate(UUID id, int overlapHours, Optional<SignatureScheme> wanted) {
    UUID organizationId = caller.organizationId();
    return jdbi.inTransaction(
        handle -> {
          Webhooks.SealedKey former =
              handle
                  .createQuery(LOCK)
                  .bind("organizationId", organizationId)
                  .bind("id", id)
                  .map(ConstructorMapper.of(Webhooks.SealedKey.class))
                  .findOne()
                  .orElseThrow(FindWebhook::notFound);
          if (overlapHours == 0) {
            FormerSecrets.dropAll(handle, id);
          } else {
            keep(handle, id, seal.openKey(id, former.scheme(), former.secret()), overlapHours);
          }
          SigningKey key = SigningKey.generate(wanted.orElse(former.scheme()));
          replace(handle, id, key);
          audit.record(
              handle,
              "webhook.secret_rotated",
              IdKind.WEBHOOK.format(id),
              Map.of("overlapHours", overlapHours, "signatureScheme", key.scheme().code()));
          return new Rotated(Webhooks.find(handle, organizationId, id).orElseThrow(), key);
        });
  }

  private void replace(Handle handle, UUID id, SigningKey key) {
    handle
        .createUpdate(REPLACE)
        .bind("id", id)
        .bind("scheme", key.scheme().code())
        .bind("publicKey", ManageWebhooks.publicKey(key))
        .bind("secret", seal.sealKey(id, key))
        .execute();
  }

  private void keep(Handle handle, UUID id, SigningKey former, int hours) {
    FormerSecrets.dropExpired(handle, id);
    FormerSecrets.Count there = FormerSecrets.count(handle, id);
    if (there.count() >= MAX_FORMER_SECRETS) {
      throw ProblemException.conflict(
          "Requests are signed by "
              + there.count()
              + " former secrets already, the limit: wait until one ends at "
              + there.firstEnd()
              + ", or rotate with overlapHours 0, which ends them all at once.");
    }
    FormerSecrets.add(handle, ids.next(), id, seal.sealFormerKey(id, former), hours);
  }
}
