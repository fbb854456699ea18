package dev.integrationshub.events;

import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.events.Acceptance.Accepted;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.webhooks.EventTypes;
import dev.integrationshub.webhooks.EventTypes.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes publications in: when it returns, each accepted one is on disk with all its deliveries, by
 * one commit for all of them.
 */
@ApplicationScoped
public class AcceptEvents {
  private final Jdbi jdbi;
  private final EventTypes eventTypes;
  private final DispatchDeliveries dispatch;
  private final Ids ids;

  AcceptEvents(Jdbi jdbi, EventTypes eventTypes, DispatchDeliveries dispatch, Ids ids) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
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
    List<Acceptance> result = jdbi.inTransaction(handle -> accept(handle, candidates));
    dispatch.signal();
    return result;
  }

  private List<Acceptance> accept(Handle handle, List<Candidate> candidates) {
    Set<UUID> organizations =
        EventTables.knownOrganizations(
            handle, distinct(candidates, candidate -> candidate.publication.organizationId()));
    Map<String, Publisher> publishers =
        eventTypes.publishers(
            handle, distinct(candidates, candidate -> candidate.publication.type()));
    Map<UUID, Acceptance> refused = new HashMap<>();
    for (Candidate candidate : candidates) {
      refusal(candidate.publication, organizations, publishers)
          .ifPresent(refusal -> refused.put(candidate.id, refusal));
    }
    List<Candidate> known = candidates.stream().filter(c -> !refused.containsKey(c.id)).toList();
    Set<UUID> first = IdempotencyKeys.take(handle, known);
    List<Candidate> fresh =
        known.stream().filter(c -> c.publication.once() == null || first.contains(c.id)).toList();
    Map<UUID, Integer> deliveries = EventTables.insert(handle, fresh);
    IdempotencyKeys.keepDeliveries(handle, fresh, deliveries);

    List<Acceptance> result = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Acceptance refusal = refused.get(candidate.id);
      result.add(refusal == null ? known(handle, candidate, first, deliveries) : refusal);
    }
    return result;
  }

  private static Optional<Acceptance> refusal(
      Publication publication, Set<UUID> organizations, Map<String, Publisher> publishers) {
    if (!organizations.contains(publication.organizationId())) {
      return Optional.of(new Acceptance.UnknownOrganization(publication.organizationId()));
    }
    Publisher publisher = publishers.get(publication.type());
    if (publisher == null) {
      return Optional.of(new Acceptance.UnknownType(publication.type()));
    }
    return switch (publisher) {
      case PRODUCT -> Optional.empty();
      case HUB -> Optional.of(new Acceptance.HubsOwnType(publication.type()));
    };
  }

  private static Acceptance known(
      Handle handle, Candidate candidate, Set<UUID> first, Map<UUID, Integer> deliveries) {
    Publication.Once once = candidate.publication.once();
    return once == null || first.contains(candidate.id)
        ? new Accepted(candidate.id, deliveries.getOrDefault(candidate.id, 0))
        : IdempotencyKeys.repeat(handle, candidate.publication.organizationId(), once);
  }

  private static <T> Set<T> distinct(List<Candidate> candidates, Function<Candidate, T> part) {
    return candidates.stream().map(part).collect(Collectors.toSet());
  }
}
