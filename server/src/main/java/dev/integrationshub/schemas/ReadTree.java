package dev.integrationshub.schemas;

import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON for the validator: numbers as written, and nothing that it could choke on. */
final class ReadTree {
  static final int MAX_DEPTH = 64;

  private static final int MAX_EXPONENT = 400;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ReadTree() {}

  /** A tree, or why there is none. */
  sealed interface Read {
    record Tree(JsonNode root) implements Read {}

    record OutOfBounds(String detail) implements Read {}
  }

  /**
   * @param json of which it is known that it is JSON
   */
  static Read read(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      return hugeNumber(root)
          .<Read>map(
              number ->
                  new Read.OutOfBounds(
                      "holds a number that can't be checked: its exponent is beyond "
                          + MAX_EXPONENT))
          .orElseGet(() -> new Read.Tree(root));
    } catch (StreamConstraintsException e) {
      return new Read.OutOfBounds(
          "nests deeper than " + MAX_DEPTH + " levels, or a number is longer than 1,000 digits");
    }
  }

  /** A number such as 1e999999999, with which arithmetic would take for ever. */
  private static Optional<JsonNode> hugeNumber(JsonNode node) {
    if (node.isContainer()) {
      return node.values().stream().flatMap(child -> hugeNumber(child).stream()).findFirst();
    }
    boolean huge =
        node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT + 1_000;
    return huge ? Optional.of(node) : Optional.empty();
  }
}
