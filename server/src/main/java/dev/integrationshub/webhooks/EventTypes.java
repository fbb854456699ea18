package dev.integrationshub.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.schemas.CompileSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The catalogue of event types. */
@ApplicationScoped
public class EventTypes {
  private static final String ALL =
      """
      SELECT name, description, schema::text, example::text FROM event_type
      ORDER BY published_by_hub, place, name
      """;
  private static final String KNOWN =
      "SELECT name, published_by_hub, schema::text FROM event_type WHERE name = ANY (:names)";

  /** Any number may hold this one at once; those who only read the catalogue need not wait. */
  private static final String LOCK_FOR_USE = "LOCK TABLE event_type IN ROW SHARE MODE";

  private final ObjectMapper json;

  EventTypes(ObjectMapper json) {
    this.json = json;
  }

  /** Who publishes events of a type. */
  public enum Publisher {
    PRODUCT,
    HUB
  }

  /**
   * What has to be known of a type to publish an event of it.
   *
   * @param schema the JSON Schema of its data; null takes any object
   */
  public record Known(Publisher publisher, @Nullable String schema) {

    /**
     * What in the data breaks the type's schema, up to ten places; empty for data that keeps it.
     *
     * @param place the data's own JSON pointer in the request, which those of the errors begin with
     */
    public List<FieldError> breaches(byte[] data, String place) {
      return schema == null ? List.of() : CompileSchema.stored(schema).breaches(data, place);
    }
  }

  record Row(String name, String description, @Nullable String schema, String example) {}

  List<EventType> all(Handle handle) {
    return handle
        .createQuery(ALL)
        .map(ConstructorMapper.of(Row.class))
        .map(
            row ->
                new EventType(
                    row.name,
                    row.description,
                    row.schema == null ? null : tree(row.schema),
                    tree(row.example)))
        .list();
  }

  /**
   * Those of the names that are not in the catalogue, sorted. None of the others goes until the
   * transaction ends, so that a webhook that asks for them can be stored.
   *
   * @param handle in a transaction
   */
  public Set<String> unknown(Handle handle, Collection<String> names) {
    handle.execute(LOCK_FOR_USE);
    Set<String> unknown = new TreeSet<>(names);
    unknown.removeAll(known(handle, names).keySet());
    return unknown;
  }

  /** Those of the names that are in the catalogue. */
  public Map<String, Known> known(Handle handle, Collection<String> names) {
    Map<String, Known> known = new HashMap<>();
    handle
        .createQuery(KNOWN)
        .bindArray("names", String.class, names)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("name"),
                    new Known(
                        row.getBoolean("published_by_hub") ? Publisher.HUB : Publisher.PRODUCT,
                        row.getString("schema"))))
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL stored what is not JSON", e);
    }
  }
}
