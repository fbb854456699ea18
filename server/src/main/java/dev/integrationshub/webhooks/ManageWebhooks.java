package dev.integrationshub.webhooks;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.organizations.OrganizationLimits;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.signing.SignatureScheme;
import dev.integrationshub.signing.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Creates and deletes webhooks and tells their secrets, each with its audit entry. */
@ApplicationScoped
class ManageWebhooks {
  private final Jdbi jdbi;
  private final OrganizationLimits limits;
  private final CheckWebhook check;
  private final SealWebhook seal;
  private final RecordAudit audit;
  private final CurrentCaller caller;
  private final Ids ids;

  ManageWebhooks(
      Jdbi jdbi,
      OrganizationLimits limits,
      CheckWebhook check,
      SealWebhook seal,
      RecordAudit audit,
      CurrentCaller caller,
      Ids ids) {
    this.jdbi = jdbi;
    this.limits = limits;
    this.check = check;
    this.seal = seal;
    this.audit = audit;
    this.caller = caller;
    this.ids = ids;
  }

  record Created(Webhook webhook, SigningKey key) {}

  Created create(CreateWebhookRequest request) {
    UUID organizationId = caller.organizationId();
    return jdbi.inTransaction(
        handle -> {
          CheckWebhook.Checked checked = check.check(handle, request);
          makeRoom(handle, organizationId);
          UUID id = ids.next();
          Webhooks.insert(
              handle,
              new Webhooks.NewWebhook(
                  id,
                  organizationId,
                  checked.settings(),
                  seal.sealHeaders(id, checked.settings().headers()),
                  checked.key().scheme(),
                  publicKey(checked.key()),
                  seal.sealKey(id, checked.key()),
                  CallerName.of(caller.get()),
                  Ids.createdAt(id)));
          record(handle, "webhook.created", id, Map.of("name", checked.settings().name()));
          return new Created(
              Webhooks.find(handle, organizationId, id).orElseThrow(), checked.key());
        });
  }

  void delete(UUID id) {
    jdbi.useTransaction(
        handle -> {
          Webhooks.Deleted deleted =
              Webhooks.delete(handle, caller.organizationId(), id)
                  .orElseThrow(FindWebhook::notFound);
          record(
              handle,
              "webhook.deleted",
              id,
              Map.of("name", deleted.name(), "cancelledDeliveries", deleted.cancelled()));
        });
  }

  SigningKey key(UUID id) {
    return jdbi.inTransaction(
        handle -> {
          Webhooks.SealedKey sealed =
              Webhooks.sealedKey(handle, caller.organizationId(), id)
                  .orElseThrow(FindWebhook::notFound);
          record(handle, "webhook.secret_shown", id, Map.of());
          return seal.openKey(id, sealed.scheme(), sealed.secret());
        });
  }

  /** Null for a secret, of which nothing is public. */
  static @Nullable String publicKey(SigningKey key) {
    return key.scheme() == SignatureScheme.V1A ? key.verifier() : null;
  }

  /** Whoever else adds a webhook waits at the limits, so that the count stays true. */
  private void makeRoom(Handle handle, UUID organizationId) {
    int allowed =
        limits
            .findLocked(handle, organizationId)
            .orElseThrow(() -> ProblemException.notFound("organization"))
            .webhooksAllowed();
    int webhooks = Webhooks.count(handle, organizationId);
    if (webhooks >= allowed) {
      throw ProblemException.conflict(
          "The organization has "
              + webhooks
              + " webhooks, and its limit is "
              + allowed
              + ": delete one first.");
    }
  }

  private void record(Handle handle, String action, UUID id, Map<String, Object> detail) {
    audit.record(handle, action, IdKind.WEBHOOK.format(id), detail);
  }
}
