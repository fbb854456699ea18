package dev.integrationshub.webhooks;

import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.EventTypes.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts a new catalogue of the product's event types in the old one's place, unless enabled webhooks
 * ask for what would go.
 */
@ApplicationScoped
class ReplaceEventTypes {
  private static final Logger LOG = Logger.getLogger(ReplaceEventTypes.class);

  private final Jdbi jdbi;
  private final EventTypes eventTypes;
  private final CurrentCaller caller;

  ReplaceEventTypes(Jdbi jdbi, EventTypes eventTypes, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
    this.caller = caller;
  }

  private record Replaced(Set<String> added, Set<String> removed, List<EventType> now) {}

  /**
   * The catalogue belongs to no organization and so to no audit log: the hub's own log tells of it.
   *
   * @return the catalogue as it is now, with the hub's own types
   * @throws ProblemException 400 for a type of the hub's own, 409 where enabled webhooks ask for a
   *     type that would go
   */
  List<EventType> replace(List<NewEventType> wanted) {
    Replaced replaced = jdbi.inTransaction(handle -> replace(handle, wanted));
    LOG.infof(
        "%s replaced the catalogue of event types: added %s, removed %s",
        callerName(), replaced.added, replaced.removed);
    return replaced.now;
  }

  private Replaced replace(Handle handle, List<NewEventType> wanted) {
    EventTypeCatalogue.lockForReplacing(handle);
    refuseHubsOwn(wanted, EventTypeCatalogue.names(handle, Publisher.HUB));
    Set<String> before = EventTypeCatalogue.names(handle, Publisher.PRODUCT);
    Set<String> after = wanted.stream().map(NewEventType::name).collect(Collectors.toSet());
    Set<String> added = new TreeSet<>(after);
    added.removeAll(before);
    Set<String> removed = new TreeSet<>(before);
    removed.removeAll(after);
    refuseAskedFor(EventTypeCatalogue.countAsking(handle, removed));
    EventTypeCatalogue.replace(handle, wanted);
    return new Replaced(added, removed, eventTypes.all(handle));
  }

  private static void refuseHubsOwn(List<NewEventType> wanted, Set<String> hubsOwn) {
    var errors = new FieldErrors();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i).name();
      errors.require(
          !hubsOwn.contains(name),
          "/data/" + i + "/name",
          "is " + name + ", which the hub itself publishes: leave it out, it stays as it is");
    }
    errors.throwIfAny();
  }

  private static void refuseAskedFor(SortedMap<String, Integer> asking) {
    if (!asking.isEmpty()) {
      throw ProblemException.conflict(
          "Enabled webhooks still ask for types that would go: "
              + asking.entrySet().stream()
                  .map(
                      asked ->
                          asked.getKey()
                              + (asked.getValue() == 1
                                  ? " (1 webhook)"
                                  : " (" + asked.getValue() + " webhooks)"))
                  .collect(Collectors.joining(", "))
              + ". Keep these types, or change or disable the webhooks first.");
    }
  }

  private String callerName() {
    return caller.get() instanceof Caller.Operator operator
        ? "Root key '" + operator.name() + "'"
        : "Somebody";
  }
}
