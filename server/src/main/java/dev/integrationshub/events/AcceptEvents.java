package dev.integrationshub.events;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.integrationshub.delivery.BirthLease;
import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.events.Acceptance.Accepted;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes publications in: when it returns, each accepted one is on disk with all its deliveries, by
 * one commit for all of them.
 */
@ApplicationScoped
public class AcceptEvents {
  private final Jdbi jdbi;
  private final CheckPublications check;
  private final DispatchDeliveries dispatch;
  private final Ids ids;

  AcceptEvents(Jdbi jdbi, CheckPublications check, DispatchDeliveries dispatch, Ids ids) {
    this.jdbi = jdbi;
    this.check = check;
    this.dispatch = dispatch;
    this.ids = ids;
  }

  /** A publication under the id that it gets if it is accepted. */
  record Candidate(UUID id, Publication publication) {}

  /**
   * Accepts or refuses each by itself.
   *
   * @return in the order of the publications
   */
  public List<Acceptance> accept(List<Publication> publications) {
    List<Candidate> candidates =
        publications.stream().map(publication -> new Candidate(ids.next(), publication)).toList();
    Map<UUID, Acceptance> refused = check.refused(candidates);
    return jdbi.inTransaction(handle -> accept(handle, candidates, refused));
  }

  private List<Acceptance> accept(
      Handle handle, List<Candidate> candidates, Map<UUID, Acceptance> refusedAlready) {
    Map<UUID, Acceptance> refused = new HashMap<>(refusedAlready);
    refused.putAll(
        erasedSince(handle, candidates.stream().filter(c -> !refused.containsKey(c.id)).toList()));
    List<Candidate> known = candidates.stream().filter(c -> !refused.containsKey(c.id)).toList();
    Set<UUID> first = IdempotencyKeys.take(handle, known);
    List<Candidate> fresh =
        known.stream().filter(c -> c.publication.once() == null || first.contains(c.id)).toList();
    BirthLease lease = dispatch.leaseAtBirth();
    EventTables.Inserted inserted = EventTables.insert(handle, fresh, lease);
    handle.afterCommit(() -> dispatch.begin(lease, inserted.leased(), inserted.waiting()));
    IdempotencyKeys.keepDeliveries(handle, fresh, inserted.deliveries());

    List<Acceptance> result = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Acceptance refusal = refused.get(candidate.id);
      result.add(refusal == null ? known(handle, candidate, first, inserted) : refusal);
    }
    return result;
  }

  /**
   * Holds the organizations of the candidates, and refuses those whose organization was erased
   * since they were checked.
   */
  static Map<UUID, Acceptance> erasedSince(Handle handle, List<Candidate> candidates) {
    Set<UUID> held =
        EventTables.holdOrganizations(
            handle, candidates.stream().map(c -> c.publication.organizationId()).collect(toSet()));
    return candidates.stream()
        .filter(c -> !held.contains(c.publication.organizationId()))
        .collect(
            toMap(
                Candidate::id,
                c -> new Acceptance.UnknownOrganization(c.publication.organizationId())));
  }

  private static Acceptance known(
      Handle handle, Candidate candidate, Set<UUID> first, EventTables.Inserted inserted) {
    Publication.Once once = candidate.publication.once();
    return once == null || first.contains(candidate.id)
        ? new Accepted(candidate.id, inserted.deliveriesOf(candidate.id))
        : IdempotencyKeys.repeat(handle, candidate.publication.organizationId(), once);
  }
}
