package dev.integrationshub.schemas;

import dev.integrationshub.platform.problems.FieldErrors;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Decides what a schema may not contain although JSON Schema allows it; pure. */
final class CheckSchema {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Their members' names are no keywords. */
  private static final Set<String> MAPS_OF_SCHEMAS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** They hold values, not schemas. */
  private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

  private final FieldErrors errors;

  CheckSchema(FieldErrors errors) {
    this.errors = errors;
  }

  /** Adds all that is wrong to the errors. */
  void check(JsonNode schema, String place) {
    if (schema.isArray()) {
      for (int i = 0; i < schema.size(); i++) {
        check(schema.get(i), place + "/" + i);
      }
    } else if (schema.isObject()) {
      schema.properties().forEach(member -> member(member, place));
    }
  }

  private void member(Map.Entry<String, JsonNode> member, String place) {
    String name = member.getKey();
    JsonNode value = member.getValue();
    String pointer = append(place, name);
    if (value.isString()) {
      text(name, value.stringValue(), pointer);
    } else if (MAPS_OF_SCHEMAS.contains(name) && value.isObject()) {
      value
          .properties()
          .forEach(
              entry -> {
                String entryPointer = append(pointer, entry.getKey());
                if (name.equals("patternProperties")) {
                  pattern(entry.getKey(), entryPointer);
                }
                check(entry.getValue(), entryPointer);
              });
    } else if (!VALUES.contains(name)) {
      check(value, pointer);
    }
  }

  private void text(String keyword, String value, String pointer) {
    if (REFERENCES.contains(keyword)) {
      errors.require(
          value.startsWith("#"),
          pointer,
          "must begin with # and point into this schema: the hub loads no other");
    } else if (keyword.equals("$id")) {
      errors.add(pointer, "is not taken: refer within the schema by #");
    } else if (keyword.equals("$schema")) {
      errors.require(value.equals(DIALECT), pointer, "must be " + DIALECT);
    } else if (keyword.equals("pattern")) {
      pattern(value, pointer);
    }
  }

  private void pattern(String pattern, String pointer) {
    try {
      LinearPattern.compile(pattern);
    } catch (IllegalArgumentException e) {
      errors.add(pointer, e.getMessage() == null ? "is no pattern" : e.getMessage());
    }
  }

  private static String append(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
