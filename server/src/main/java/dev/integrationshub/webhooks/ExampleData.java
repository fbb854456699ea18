package dev.integrationshub.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The data such as an event of a type carries. */
public final class ExampleData {
  private static final String FIND = "SELECT example::text FROM event_type WHERE name = :name";

  private ExampleData() {}

  /** As it stands in the catalogue; empty where the catalogue has no such type. */
  public static Optional<byte[]> of(Handle handle, String type) {
    return handle
        .createQuery(FIND)
        .bind("name", type)
        .mapTo(String.class)
        .findOne()
        .map(example -> example.getBytes(UTF_8));
  }
}
