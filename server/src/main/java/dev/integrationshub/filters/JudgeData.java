package dev.integrationshub.filters;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.integrationshub.filters.Condition.Order;
import dev.integrationshub.filters.Condition.Scalar;
import dev.integrationshub.filters.Condition.Test;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Decides whether data is as a condition wants it; pure. */
public final class JudgeData {
  private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** Numbers as written, or two that differ could be equal. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JudgeData() {}

  /** An accepted event's data, as conditions judge it. */
  public static JsonNode read(byte[] data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException("accepted data is not JSON", e);
    }
  }

  public static boolean holds(Condition condition, JsonNode data) {
    return switch (condition) {
      case Condition.All all -> all.conditions().stream().allMatch(each -> holds(each, data));
      case Condition.Any any -> any.conditions().stream().anyMatch(each -> holds(each, data));
      case Condition.Not not -> !holds(not.condition(), data);
      case Condition.Field field -> passes(field.test(), at(field.path(), data));
    };
  }

  private static Optional<JsonNode> at(List<String> path, JsonNode data) {
    Optional<JsonNode> node = Optional.of(data);
    for (String step : path) {
      node = node.flatMap(parent -> child(parent, step));
    }
    return node;
  }

  private static Optional<JsonNode> child(JsonNode parent, String step) {
    return parent.isArray()
        ? POSITION.matcher(step).matches()
            ? Optional.ofNullable(parent.get(Integer.parseInt(step)))
            : Optional.empty()
        : Optional.ofNullable(parent.get(step));
  }

  private static boolean passes(Test test, Optional<JsonNode> found) {
    return switch (test) {
      case Test.Exists exists -> found.isPresent() == exists.expected();
      case Test.Equal equal -> found.filter(node -> equal(node, equal.to())).isPresent();
      case Test.OneOf oneOf ->
          found
              .filter(node -> oneOf.values().stream().anyMatch(value -> equal(node, value)))
              .isPresent();
      case Test.StartsWith starts ->
          found
              .filter(node -> node.isTextual() && node.textValue().startsWith(starts.prefix()))
              .isPresent();
      case Test.Compared compared ->
          found.map(node -> compare(node, compared.with())).orElse(OptionalInt.empty()).stream()
              .anyMatch(sign -> inOrder(compared.order(), sign));
    };
  }

  private static boolean equal(JsonNode node, Scalar value) {
    return switch (value) {
      case Scalar.Text text -> node.isTextual() && node.textValue().equals(text.value());
      case Scalar.Numeric number ->
          node.isNumber() && node.decimalValue().compareTo(number.value()) == 0;
      case Scalar.Truth truth -> node.isBoolean() && node.booleanValue() == truth.value();
      case Scalar.Nothing nothing -> node.isNull();
    };
  }

  private static OptionalInt compare(JsonNode node, Scalar value) {
    return switch (value) {
      case Scalar.Text text when node.isTextual() ->
          OptionalInt.of(compareCodePoints(node.textValue(), text.value()));
      case Scalar.Numeric number when node.isNumber() ->
          OptionalInt.of(node.decimalValue().compareTo(number.value()));
      case Scalar.Text text -> OptionalInt.empty();
      case Scalar.Numeric number -> OptionalInt.empty();
      case Scalar.Truth truth -> OptionalInt.empty();
      case Scalar.Nothing nothing -> OptionalInt.empty();
    };
  }

  /** Unlike {@link String#compareTo}, which puts U+FFFF behind what lies above it. */
  private static int compareCodePoints(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        int start = i > 0 && Character.isLowSurrogate(left.charAt(i)) ? i - 1 : i;
        return Integer.compare(left.codePointAt(start), right.codePointAt(start));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static boolean inOrder(Order order, int sign) {
    return switch (order) {
      case GREATER -> sign > 0;
      case GREATER_OR_EQUAL -> sign >= 0;
      case LESS -> sign < 0;
      case LESS_OR_EQUAL -> sign <= 0;
    };
  }
}
