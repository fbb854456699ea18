package dev.integrationshub.events;

import dev.integrationshub.delivery.BirthLease;
import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.events.AcceptEvents.Candidate;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes a batch of publications in, all or none of them, by one commit. */
@ApplicationScoped
class AcceptBatch {
  private final Jdbi jdbi;
  private final CheckPublications check;
  private final DispatchDeliveries dispatch;
  private final Ids ids;

  AcceptBatch(Jdbi jdbi, CheckPublications check, DispatchDeliveries dispatch, Ids ids) {
    this.jdbi = jdbi;
    this.check = check;
    this.dispatch = dispatch;
    this.ids = ids;
  }

  /**
   * @param once makes a repetition of the whole batch harmless; null where the caller sent no key
   */
  BatchAcceptance accept(List<Publication> publications, Publication.@Nullable Once once) {
    List<Candidate> candidates =
        publications.stream().map(publication -> new Candidate(ids.next(), publication)).toList();
    Optional<BatchAcceptance> earlier =
        once == null ? Optional.empty() : jdbi.withHandle(handle -> BatchKeys.find(handle, once));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    List<BatchAcceptance.Refusal> refusals = refusals(candidates, check.refused(candidates));
    if (!refusals.isEmpty()) {
      return new BatchAcceptance.Refused(refusals);
    }
    return jdbi.inTransaction(handle -> accept(handle, candidates, once));
  }

  private BatchAcceptance accept(
      Handle handle, List<Candidate> candidates, Publication.@Nullable Once once) {
    if (once != null && !BatchKeys.take(handle, once)) {
      return BatchKeys.find(handle, once).orElseThrow();
    }
    List<BatchAcceptance.Refusal> erased =
        refusals(candidates, AcceptEvents.erasedSince(handle, candidates));
    if (!erased.isEmpty()) {
      handle.rollback();
      return new BatchAcceptance.Refused(erased);
    }
    BirthLease lease = dispatch.leaseAtBirth();
    EventTables.Inserted inserted = EventTables.insert(handle, candidates, lease);
    handle.afterCommit(() -> dispatch.begin(lease, inserted.leased(), inserted.waiting()));
    List<Acceptance.Accepted> accepted =
        candidates.stream()
            .map(
                candidate ->
                    new Acceptance.Accepted(candidate.id(), inserted.deliveriesOf(candidate.id())))
            .toList();
    if (once != null) {
      BatchKeys.keep(handle, once, accepted);
    }
    return new BatchAcceptance.AllAccepted(accepted);
  }

  private static List<BatchAcceptance.Refusal> refusals(
      List<Candidate> candidates, Map<UUID, Acceptance> refused) {
    List<BatchAcceptance.Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Acceptance reason = refused.get(candidates.get(i).id());
      if (reason != null) {
        refusals.add(new BatchAcceptance.Refusal(i, reason));
      }
    }
    return refusals;
  }
}
