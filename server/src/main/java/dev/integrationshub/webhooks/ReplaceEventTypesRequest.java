package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.schemas.CompileSchema;
import dev.integrationshub.schemas.PayloadSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for a new catalogue of event types, as sent. */
@Schema(name = "ReplaceEventTypes")
record ReplaceEventTypesRequest(
    @Schema(
            required = true,
            minItems = 1,
            maxItems = ReplaceEventTypesRequest.MAX_TYPES,
            description = "The product's whole catalogue, without the hub's own types")
        @Nullable List<@Nullable Entry> data) {

  static final int MAX_TYPES = 200;
  static final int MAX_NAME_LENGTH = 100;
  static final int MAX_DESCRIPTION_LENGTH = 200;
  static final int MAX_EXAMPLE_BYTES = 32 * 1024;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  /** What types of the hub's own begin with, now and in later releases. */
  private static final List<String> HUBS_OWN = List.of("api_key.", "webhook.", "hub.");

  @Schema(name = "EventTypeEntry")
  record Entry(
      @Schema(
              required = true,
              maxLength = MAX_NAME_LENGTH,
              description = "Words of lower-case letters, digits, '-' and '_', joined by dots",
              examples = "recording.completed")
          @Nullable String name,
      @Schema(
              required = true,
              maxLength = MAX_DESCRIPTION_LENGTH,
              description = "When it happens, in one sentence")
          @Nullable String description,
      @Schema(
              implementation = Object.class,
              description = "The JSON Schema of its data; null or absent takes any object")
          @Nullable JsonNode schema,
      @Schema(
              required = true,
              implementation = Object.class,
              description = "Data such as it carries, at most 32 KiB")
          @Nullable JsonNode example) {}

  /** The types asked for; every breach of the rules is added to the errors. */
  List<NewEventType> types(FieldErrors errors) {
    if (data == null || data.isEmpty() || data.size() > MAX_TYPES) {
      errors.add(
          "/data",
          "has " + (data == null ? 0 : data.size()) + " types; it must have 1 to " + MAX_TYPES);
      return List.of();
    }
    List<NewEventType> types = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      String pointer = "/data/" + i;
      Entry entry = data.get(i);
      if (entry == null) {
        errors.add(pointer, "must be an object with name, description and example");
      } else {
        NewEventType type = type(entry, pointer, errors);
        types.add(type);
        errors.require(names.add(type.name()), pointer + "/name", "repeats " + type.name());
      }
    }
    return types;
  }

  private static NewEventType type(Entry entry, String pointer, FieldErrors errors) {
    Optional<PayloadSchema> schema = schema(entry, pointer + "/schema", errors);
    return new NewEventType(
        name(entry.name(), pointer + "/name", errors),
        errors.text(entry.description(), pointer + "/description", MAX_DESCRIPTION_LENGTH),
        isNull(entry.schema()) ? null : String.valueOf(entry.schema()),
        example(entry.example(), schema, pointer + "/example", errors));
  }

  private static String name(@Nullable String value, String pointer, FieldErrors errors) {
    String name = value == null ? "" : value;
    errors.require(
        name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches(),
        pointer,
        "must be words of lower-case letters, digits, '-' and '_', joined by dots, with at most "
            + MAX_NAME_LENGTH
            + " characters");
    errors.require(
        HUBS_OWN.stream().noneMatch(name::startsWith),
        pointer,
        "begins like the hub's own types: " + String.join(", ", HUBS_OWN));
    return name;
  }

  private static Optional<PayloadSchema> schema(Entry entry, String pointer, FieldErrors errors) {
    JsonNode schema = entry.schema();
    if (schema == null || schema.isNull()) {
      return Optional.empty();
    }
    if (!schema.isObject()) {
      errors.add(pointer, "must be a JSON Schema as an object, or null");
      return Optional.empty();
    }
    return CompileSchema.compile(schema.toString(), pointer, errors);
  }

  private static String example(
      @Nullable JsonNode example,
      Optional<PayloadSchema> schema,
      String pointer,
      FieldErrors errors) {
    if (example == null || !example.isObject()) {
      errors.add(pointer, isNull(example) ? "is required" : "must be a JSON object");
      return "";
    }
    byte[] bytes = example.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_EXAMPLE_BYTES) {
      errors.add(pointer, "has " + bytes.length + " bytes; an example has at most 32 KiB");
    } else {
      schema.ifPresent(kept -> errors.addAll(kept.breaches(bytes, pointer)));
    }
    return example.toString();
  }

  private static boolean isNull(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }
}
