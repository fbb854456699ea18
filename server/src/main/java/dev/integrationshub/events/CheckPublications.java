package dev.integrationshub.events;

import dev.integrationshub.events.AcceptEvents.Candidate;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.webhooks.EventTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Decides which publications the product may make. */
@ApplicationScoped
class CheckPublications {
  private final Jdbi jdbi;
  private final EventTypes eventTypes;

  CheckPublications(Jdbi jdbi, EventTypes eventTypes) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
  }

  /** What the database says about some publications. */
  private record Facts(Set<UUID> organizations, Map<String, EventTypes.Known> types) {}

  /**
   * Holds no database connection while it checks payloads.
   *
   * @return what stands against a candidate, by its id; those that may be published are absent
   */
  Map<UUID, Acceptance> refused(List<Candidate> candidates) {
    Facts facts =
        jdbi.withHandle(
            handle ->
                new Facts(
                    EventTables.knownOrganizations(
                        handle,
                        distinct(
                            candidates, candidate -> candidate.publication().organizationId())),
                    eventTypes.known(
                        handle,
                        distinct(candidates, candidate -> candidate.publication().type()))));
    Map<UUID, Acceptance> refused = new HashMap<>();
    for (Candidate candidate : candidates) {
      refusal(candidate.publication(), facts)
          .ifPresent(refusal -> refused.put(candidate.id(), refusal));
    }
    return refused;
  }

  private static Optional<Acceptance> refusal(Publication publication, Facts facts) {
    if (!facts.organizations.contains(publication.organizationId())) {
      return Optional.of(new Acceptance.UnknownOrganization(publication.organizationId()));
    }
    EventTypes.Known type = facts.types.get(publication.type());
    if (type == null) {
      return Optional.of(new Acceptance.UnknownType(publication.type()));
    }
    return switch (type.publisher()) {
      case PRODUCT -> breach(publication.data(), type);
      case HUB -> Optional.of(new Acceptance.HubsOwnType(publication.type()));
    };
  }

  private static Optional<Acceptance> breach(byte[] data, EventTypes.Known type) {
    List<FieldError> breaches = type.breaches(data, "");
    return breaches.isEmpty()
        ? Optional.empty()
        : Optional.of(new Acceptance.BreaksSchema(breaches));
  }

  private static <T> Set<T> distinct(List<Candidate> candidates, Function<Candidate, T> part) {
    return candidates.stream().map(part).collect(Collectors.toSet());
  }
}
