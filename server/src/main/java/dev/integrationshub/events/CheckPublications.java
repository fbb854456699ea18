package dev.integrationshub.events;

import dev.integrationshub.events.AcceptEvents.Candidate;
import dev.integrationshub.webhooks.EventTypes;
import dev.integrationshub.webhooks.EventTypes.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Decides which publications the product may make. */
@ApplicationScoped
class CheckPublications {
  private final EventTypes eventTypes;

  CheckPublications(EventTypes eventTypes) {
    this.eventTypes = eventTypes;
  }

  /**
   * @return what stands against a candidate, by its id; those that may be published are absent
   */
  Map<UUID, Acceptance> refused(Handle handle, List<Candidate> candidates) {
    Set<UUID> organizations =
        EventTables.knownOrganizations(
            handle, distinct(candidates, candidate -> candidate.publication().organizationId()));
    Map<String, Publisher> publishers =
        eventTypes.publishers(
            handle, distinct(candidates, candidate -> candidate.publication().type()));
    Map<UUID, Acceptance> refused = new HashMap<>();
    for (Candidate candidate : candidates) {
      refusal(candidate.publication(), organizations, publishers)
          .ifPresent(refusal -> refused.put(candidate.id(), refusal));
    }
    return refused;
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

  private static <T> Set<T> distinct(List<Candidate> candidates, Function<Candidate, T> part) {
    return candidates.stream().map(part).collect(Collectors.toSet());
  }
}
