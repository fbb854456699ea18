package dev.integrationshub.schemas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.integrationshub.platform.problems.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compiles JSON Schemas of draft 2020-12. What they refer to lies within them: nothing is ever
 * loaded, neither from the network nor from files.
 */
public final class CompileSchema {
  public static final int MAX_BYTES = 32 * 1024;

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .regularExpressionFactory(LinearPattern::compile)
          .losslessNarrowing(true)
          .build();

  private static final PayloadSchema META_SCHEMA =
      new PayloadSchema(
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12,
                  registry -> registry.schemaRegistryConfig(CONFIG))
              .getSchema(SchemaLocation.of(CheckSchema.DIALECT)));

  /** By their text, so that a changed schema is another one. */
  private static final Cache<String, PayloadSchema> COMPILED =
      Caffeine.newBuilder().maximumSize(400).build();

  private CompileSchema() {}

  /**
   * @param place the schema's own JSON pointer in the request
   * @param errors gets everything that is wrong
   * @return empty where anything is
   */
  public static Optional<PayloadSchema> compile(String text, String place, FieldErrors errors) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    if (json.length > MAX_BYTES) {
      errors.add(place, "has " + json.length + " bytes; a schema has at most 32 KiB");
      return Optional.empty();
    }
    return switch (ReadTree.read(json)) {
      case ReadTree.Read.OutOfBounds bounds -> {
        errors.add(place, bounds.detail());
        yield Optional.empty();
      }
      case ReadTree.Read.Tree tree -> compile(tree.root(), place, errors);
    };
  }

  /**
   * The compiled form of a schema that was compiled before it was stored, from memory after the
   * first time.
   */
  public static PayloadSchema stored(String text) {
    return COMPILED.get(
        text,
        schema -> {
          var errors = new FieldErrors();
          return compile(schema, "", errors)
              .orElseThrow(() -> new IllegalStateException("a stored schema does not compile"));
        });
  }

  private static Optional<PayloadSchema> compile(
      JsonNode schema, String place, FieldErrors errors) {
    var own = new FieldErrors();
    own.addAll(META_SCHEMA.breaches(schema, place));
    new CheckSchema(own).check(schema, place);
    if (!own.isEmpty()) {
      errors.addAll(own.all());
      return Optional.empty();
    }
    try {
      Schema compiled =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12,
                  registry ->
                      registry
                          .schemaRegistryConfig(CONFIG)
                          .schemaLoader(loader -> loader.block(iri -> true)))
              .getSchema(schema);
      compiled.initializeValidators();
      return Optional.of(new PayloadSchema(compiled));
    } catch (SchemaException | IllegalArgumentException e) {
      errors.add(place, "can't be compiled: " + e.getMessage());
      return Optional.empty();
    }
  }
}
