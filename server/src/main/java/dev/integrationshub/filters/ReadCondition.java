package dev.integrationshub.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.integrationshub.filters.Condition.Order;
import dev.integrationshub.filters.Condition.Scalar;
import dev.integrationshub.filters.Condition.Test;
import dev.integrationshub.platform.problems.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a condition from JSON, in the language that docs/webhook-filters.md describes. */
public final class ReadCondition {
  static final int MAX_BYTES = 8 * 1024;
  static final int MAX_DEPTH = 10;
  static final int MAX_CONDITIONS = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** By their text, so that a changed filter is another one. */
  private static final Cache<String, Condition> STORED =
      Caffeine.newBuilder().maximumSize(1_000).build();

  private static final Condition NEVER = new Condition.Any(List.of());

  private final FieldErrors errors = new FieldErrors();
  private int conditions;

  private ReadCondition() {}

  /**
   * @param place the filter's own JSON pointer in the request
   * @param errors gets everything that is wrong
   * @return empty where anything is
   */
  public static Optional<Condition> read(JsonNode filter, String place, FieldErrors errors) {
    int bytes = filter.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      errors.add(place, "has " + bytes + " bytes; a filter has at most 8 KiB");
      return Optional.empty();
    }
    var reading = new ReadCondition();
    Condition condition = reading.filter(filter, place, 1);
    reading.errors.require(
        reading.conditions <= MAX_CONDITIONS,
        place,
        "has " + reading.conditions + " conditions; at most " + MAX_CONDITIONS + " are allowed");
    errors.addAll(reading.errors.all());
    return reading.errors.isEmpty() ? Optional.of(condition) : Optional.empty();
  }

  /**
   * The condition of a filter that was read before it was stored, from memory after the first time.
   */
  public static Condition stored(String filter) {
    return STORED.get(
        filter,
        text -> {
          try {
            return read(JSON.readTree(text), "", new FieldErrors())
                .orElseThrow(() -> new IllegalStateException("a stored filter can't be read"));
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored filter is not JSON", e);
          }
        });
  }

  private Condition filter(JsonNode node, String place, int depth) {
    if (depth > MAX_DEPTH) {
      return refused(place, "nests deeper than " + MAX_DEPTH + " levels");
    }
    if (!node.isObject() || node.isEmpty()) {
      return refused(place, "must be an object with at least one condition");
    }
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      all.add(member(member.getKey(), member.getValue(), append(place, member.getKey()), depth));
    }
    return all.size() == 1 ? all.getFirst() : new Condition.All(all);
  }

  private Condition member(String name, JsonNode value, String place, int depth) {
    return switch (name) {
      case "$and" -> new Condition.All(filters(value, place, depth));
      case "$or" -> new Condition.Any(filters(value, place, depth));
      case "$not" -> new Condition.Not(filter(value, place, depth + 1));
      default ->
          name.startsWith("$")
              ? refused(place, "is not known here: name a field of data, or one of $and, $or, $not")
              : field(name, value, place);
    };
  }

  private List<Condition> filters(JsonNode value, String place, int depth) {
    if (!value.isArray() || value.isEmpty()) {
      errors.add(place, "must be an array of at least one filter");
      return List.of();
    }
    List<Condition> filters = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      filters.add(filter(value.get(i), place + "/" + i, depth + 1));
    }
    return filters;
  }

  private Condition field(String name, JsonNode value, String place) {
    List<String> path = List.of(name.split("\\.", -1));
    if (path.contains("")) {
      return refused(place, "must be a path such as customer.plan, without empty parts");
    }
    if (!value.isObject()) {
      conditions++;
      return new Condition.Field(path, new Test.Equal(scalar(value, place)));
    }
    if (value.isEmpty()) {
      return refused(place, "must have at least one of the operators, such as $eq");
    }
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> test : value.properties()) {
      conditions++;
      all.add(test(path, test.getKey(), test.getValue(), append(place, test.getKey())));
    }
    return all.size() == 1 ? all.getFirst() : new Condition.All(all);
  }

  private Condition test(List<String> path, String operator, JsonNode value, String place) {
    return switch (operator) {
      case "$eq" -> new Condition.Field(path, new Test.Equal(scalar(value, place)));
      case "$ne" ->
          new Condition.Not(new Condition.Field(path, new Test.Equal(scalar(value, place))));
      case "$gt" -> compared(path, Order.GREATER, value, place);
      case "$gte" -> compared(path, Order.GREATER_OR_EQUAL, value, place);
      case "$lt" -> compared(path, Order.LESS, value, place);
      case "$lte" -> compared(path, Order.LESS_OR_EQUAL, value, place);
      case "$in" -> new Condition.Field(path, new Test.OneOf(scalars(value, place)));
      case "$exists" ->
          value.isBoolean()
              ? new Condition.Field(path, new Test.Exists(value.booleanValue()))
              : refused(place, "must be true or false");
      case "$startsWith" ->
          value.isTextual()
              ? new Condition.Field(path, new Test.StartsWith(value.textValue()))
              : refused(place, "must be a string");
      default ->
          refused(
              place,
              "is no operator: use $eq, $ne, $gt, $gte, $lt, $lte, $in, $exists or $startsWith");
    };
  }

  private Condition compared(List<String> path, Order order, JsonNode value, String place) {
    return value.isNumber() || value.isTextual()
        ? new Condition.Field(path, new Test.Compared(order, scalar(value, place)))
        : refused(place, "must be a number or a string");
  }

  private List<Scalar> scalars(JsonNode value, String place) {
    if (!value.isArray() || value.isEmpty()) {
      errors.add(place, "must be an array of at least one value");
      return List.of();
    }
    List<Scalar> scalars = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      scalars.add(scalar(value.get(i), place + "/" + i));
    }
    return scalars;
  }

  private Scalar scalar(JsonNode value, String place) {
    if (value.isTextual()) {
      return new Scalar.Text(value.textValue());
    }
    if (value.isNumber() && isFinite(value)) {
      return new Scalar.Numeric(value.decimalValue());
    }
    if (value.isBoolean()) {
      return new Scalar.Truth(value.booleanValue());
    }
    errors.require(value.isNull(), place, "must be a string, a number, true, false or null");
    return new Scalar.Nothing();
  }

  /** A number such as 1e999 is beyond what the request's reader keeps. */
  private static boolean isFinite(JsonNode number) {
    return !number.isFloatingPointNumber() || Double.isFinite(number.doubleValue());
  }

  private Condition refused(String place, String detail) {
    errors.add(place, detail);
    return NEVER;
  }

  private static String append(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
