package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts a new catalogue of scopes in the old one's place, unless live keys need what would go. */
@ApplicationScoped
class ReplaceScopes {
  private static final Logger LOG = Logger.getLogger(ReplaceScopes.class);

  private final Jdbi jdbi;
  private final Scopes scopes;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ReplaceScopes(Jdbi jdbi, Scopes scopes, CurrentCaller caller, InstantSource clock) {
    this.jdbi = jdbi;
    this.scopes = scopes;
    this.caller = caller;
    this.clock = clock;
  }

  private record Replaced(Set<String> added, Set<String> removed, List<Scope> now) {}

  /**
   * The catalogue belongs to no organization and so to no audit log: the hub's own log tells of it.
   *
   * @return the catalogue as it is now
   * @throws ProblemException 409 where live keys hold a scope that would go
   */
  List<Scope> replace(List<Scope> wanted) {
    Replaced replaced = jdbi.inTransaction(handle -> replace(handle, wanted));
    LOG.infof(
        "%s replaced the catalogue of scopes: added %s, removed %s",
        callerName(), replaced.added, replaced.removed);
    return replaced.now;
  }

  private Replaced replace(Handle handle, List<Scope> wanted) {
    scopes.lockForReplacing(handle);
    Set<String> before = scopes.names(handle);
    Set<String> after = wanted.stream().map(Scope::name).collect(Collectors.toSet());
    Set<String> added = new TreeSet<>(after);
    added.removeAll(before);
    Set<String> removed = new TreeSet<>(before);
    removed.removeAll(after);
    refuseHeld(scopes.countLiveHolders(handle, removed, clock.instant()));
    scopes.replace(handle, wanted);
    return new Replaced(added, removed, scopes.list(handle));
  }

  private static void refuseHeld(SortedMap<String, Integer> holders) {
    if (!holders.isEmpty()) {
      throw ProblemException.conflict(
          "API keys still hold scopes that would go: "
              + holders.entrySet().stream()
                  .map(
                      held ->
                          held.getKey()
                              + (held.getValue() == 1
                                  ? " (1 key)"
                                  : " (" + held.getValue() + " keys)"))
                  .collect(Collectors.joining(", "))
              + ". Keep these scopes, or change or revoke the keys first.");
    }
  }

  private String callerName() {
    return caller.get() instanceof Caller.Operator operator
        ? "Root key '" + operator.name() + "'"
        : "Somebody";
  }
}
