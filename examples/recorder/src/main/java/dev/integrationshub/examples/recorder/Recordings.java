package dev.integrationshub.examples.recorder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The recordings of all organizations; each sees its own. */
@Component
class Recordings {
  private final Map<String, Map<String, Recording>> byOrganization = new ConcurrentHashMap<>();

  void add(String organizationId, Recording recording) {
    of(organizationId).put(recording.id(), recording);
  }

  Optional<Recording> find(String organizationId, String id) {
    return Optional.ofNullable(of(organizationId).get(id));
  }

  Optional<Recording> remove(String organizationId, String id) {
    return Optional.ofNullable(of(organizationId).remove(id));
  }

  List<Recording> list(String organizationId) {
    return List.copyOf(of(organizationId).values());
  }

  private Map<String, Recording> of(String organizationId) {
    return byOrganization.computeIfAbsent(organizationId, id -> new ConcurrentHashMap<>());
  }
}
