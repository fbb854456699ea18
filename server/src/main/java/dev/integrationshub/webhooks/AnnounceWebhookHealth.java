package dev.integrationshub.webhooks;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what was noted about webhooks, for the organization's other ones, and audit
 * entries of what the hub did by itself. The note goes in the same transaction, so that each is
 * told exactly once. The catalogue of event types has an example of each.
 */
@ApplicationScoped
class AnnounceWebhookHealth {
  static final int BATCH = 100;

  /** On many nodes at once, each takes notes that no other holds. */
  private static final String TAKE =
      """
      WITH first AS (
        SELECT id FROM webhook_notice ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
      DELETE FROM webhook_notice n USING first WHERE n.id = first.id
      RETURNING n.*
      """;

  private final Jdbi jdbi;
  private final TellOtherWebhooks others;
  private final RecordAudit audit;

  AnnounceWebhookHealth(Jdbi jdbi, TellOtherWebhooks others, RecordAudit audit) {
    this.jdbi = jdbi;
    this.others = others;
    this.audit = audit;
  }

  /** As the table spells them, in lower case. */
  enum Kind {
    FAILING,
    DISABLED,
    RECOVERED
  }

  /**
   * @param reason of a disabling or a recovery
   */
  record Notice(
      UUID id,
      UUID organizationId,
      UUID webhookId,
      String name,
      Kind kind,
      Instant at,
      @Nullable Instant failingSince,
      @Nullable Integer failuresInRow,
      @Nullable Integer sharePercent,
      @Nullable String disabledBy,
      @Nullable String reason) {

    String type() {
      return "webhook." + kind.name().toLowerCase(Locale.ROOT);
    }

    Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("webhookId", IdKind.WEBHOOK.format(webhookId));
      data.put("name", name);
      switch (kind) {
        case FAILING -> {
          data.put("failingSince", failingSince);
          data.put("failuresInRow", failuresInRow);
          data.put("share", sharePercent == null ? null : sharePercent / 100.0);
          data.put(
              "disableAt", failingSince == null ? null : FailureStreak.disableAt(failingSince));
        }
        case DISABLED -> {
          data.put("disabledAt", at);
          data.put("by", disabledBy);
          data.put("reason", reason);
          data.put("failingSince", failingSince);
        }
        case RECOVERED -> {
          data.put("recoveredAt", at);
          data.put("reason", reason);
        }
      }
      return data;
    }

    boolean isTheHubsOwnDoing() {
      return kind == Kind.DISABLED && !DisabledView.MANUAL.equals(reason);
    }
  }

  /**
   * Announces up to {@link #BATCH} of what was noted, all or none of it.
   *
   * @return how many; fewer than a batch means that none is left
   */
  int announceBatch() {
    return jdbi.inTransaction(
        handle -> {
          List<Notice> notices =
              handle
                  .createQuery(TAKE)
                  .bind("batch", BATCH)
                  .map(ConstructorMapper.of(Notice.class))
                  .list();
          notices.stream()
              .sorted(Comparator.comparing(Notice::at))
              .forEach(notice -> announce(handle, notice));
          return notices.size();
        });
  }

  private void announce(Handle handle, Notice notice) {
    if (notice.isTheHubsOwnDoing()) {
      audit.recordOfHub(
          handle,
          notice.organizationId,
          "webhook.disabled",
          IdKind.WEBHOOK.format(notice.webhookId),
          notice.data());
    }
    others.tell(handle, notice.organizationId, notice.webhookId, notice.type(), notice.data());
  }
}
