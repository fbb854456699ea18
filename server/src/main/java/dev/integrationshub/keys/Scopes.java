package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The catalogue of scopes, the same for all organizations. */
@ApplicationScoped
class Scopes {
  private static final String LIST = "SELECT name, description FROM scope ORDER BY name";

  List<Scope> list(Handle handle) {
    return handle.createQuery(LIST).map(ConstructorMapper.of(Scope.class)).list();
  }

  Set<String> names(Handle handle) {
    return list(handle).stream().map(Scope::name).collect(Collectors.toUnmodifiableSet());
  }
}
