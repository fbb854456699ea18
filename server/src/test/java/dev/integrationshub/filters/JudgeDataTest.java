package dev.integrationshub.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.integrationshub.filters.Condition.Field;
import dev.integrationshub.filters.Condition.Order;
import dev.integrationshub.filters.Condition.Scalar;
import dev.integrationshub.filters.Condition.Test;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws that the filter language keeps, whatever the filter and the data. */
class JudgeDataTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property
  void notIsTheOpposite(@ForAll("conditions") Condition condition, @ForAll("data") JsonNode data) {
    assertThat(holds(new Condition.Not(condition), data)).isNotEqualTo(holds(condition, data));
  }

  @Property
  void andHoldsWhenBothDoAndOrWhenOneDoes(
      @ForAll("conditions") Condition left,
      @ForAll("conditions") Condition right,
      @ForAll("data") JsonNode data) {
    List<Condition> both = List.of(left, right);
    assertThat(holds(new Condition.All(both), data))
        .isEqualTo(holds(left, data) && holds(right, data));
    assertThat(holds(new Condition.Any(both), data))
        .isEqualTo(holds(left, data) || holds(right, data));
  }

  @Property
  void inIsEqualToOneOfItsValues(
      @ForAll("scalars") Scalar one,
      @ForAll("scalars") Scalar other,
      @ForAll("data") JsonNode data) {
    assertThat(holds(field(new Test.OneOf(List.of(one, other))), data))
        .isEqualTo(
            holds(field(new Test.Equal(one)), data) || holds(field(new Test.Equal(other)), data));
  }

  @Property
  void twoNumbersAreInOneOrderOnly(@ForAll BigDecimal left, @ForAll BigDecimal right) {
    JsonNode data = object(JSON.numberNode(left));
    var number = new Scalar.Numeric(right);
    assertThat(holds(compared(Order.GREATER, number), data)).isEqualTo(left.compareTo(right) > 0);
    assertThat(holds(compared(Order.LESS_OR_EQUAL, number), data))
        .isNotEqualTo(holds(compared(Order.GREATER, number), data));
    assertThat(holds(compared(Order.LESS, number), data))
        .isNotEqualTo(holds(compared(Order.GREATER_OR_EQUAL, number), data));
    assertThat(holds(field(new Test.Equal(number)), data)).isEqualTo(left.compareTo(right) == 0);
  }

  @Property
  void aNumberIsTheSameHoweverItIsWritten(@ForAll BigDecimal value) {
    JsonNode data = object(JSON.numberNode(value));
    var other = new Scalar.Numeric(value.setScale(value.scale() + 3));
    assertThat(holds(field(new Test.Equal(other)), data)).isTrue();
  }

  @Property
  void stringsAreInTheOrderOfTheirCodePoints(
      @ForAll("texts") String left, @ForAll("texts") String right) {
    int order = Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    JsonNode data = object(JSON.textNode(left));
    var text = new Scalar.Text(right);
    assertThat(holds(compared(Order.GREATER, text), data)).isEqualTo(order > 0);
    assertThat(holds(compared(Order.LESS, text), data)).isEqualTo(order < 0);
    assertThat(holds(compared(Order.LESS_OR_EQUAL, text), data)).isEqualTo(order <= 0);
    assertThat(holds(compared(Order.GREATER_OR_EQUAL, text), data)).isEqualTo(order >= 0);
    assertThat(holds(field(new Test.StartsWith(right)), data)).isEqualTo(left.startsWith(right));
  }

  @Property
  void nothingButExistsAndNotHoldsForWhatIsAbsent(@ForAll("scalars") Scalar scalar) {
    JsonNode data = JSON.objectNode();
    assertThat(holds(field(new Test.Equal(scalar)), data)).isFalse();
    assertThat(holds(compared(Order.LESS_OR_EQUAL, scalar), data)).isFalse();
    assertThat(holds(field(new Test.StartsWith("")), data)).isFalse();
    assertThat(holds(field(new Test.Exists(false)), data)).isTrue();
  }

  @Provide
  Arbitrary<JsonNode> data() {
    Arbitrary<JsonNode> leaf = scalars().map(JudgeDataTest::node);
    Arbitrary<JsonNode> inner =
        Arbitraries.oneOf(
            leaf,
            leaf.list().ofMaxSize(3).map(JudgeDataTest::array),
            leaf.map(JudgeDataTest::object));
    return Combinators.combine(inner, inner.optional())
        .as(
            (a, b) -> {
              ObjectNode data = object(a);
              b.ifPresent(value -> data.set("b", value));
              return data;
            });
  }

  @Provide
  Arbitrary<Condition> conditions() {
    Arbitrary<Condition> field =
        Combinators.combine(
                Arbitraries.of("a", "b", "a.a", "a.0", "b.1", "c")
                    .map(path -> List.of(path.split("\\."))),
                tests())
            .as(Field::new);
    return Arbitraries.recursive(
        () -> field,
        inner ->
            Arbitraries.oneOf(
                inner.map(Condition.Not::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(Condition.All::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(Condition.Any::new)),
        0,
        3);
  }

  private Arbitrary<Test> tests() {
    return Arbitraries.oneOf(
        scalars().map(Test.Equal::new),
        scalars().list().ofMinSize(1).ofMaxSize(3).map(Test.OneOf::new),
        Combinators.combine(Arbitraries.of(Order.class), scalars()).as(Test.Compared::new),
        Arbitraries.of(true, false).map(Test.Exists::new),
        texts().map(Test.StartsWith::new));
  }

  @Provide
  Arbitrary<Scalar> scalars() {
    return Arbitraries.oneOf(
        texts().map(Scalar.Text::new),
        Arbitraries.bigDecimals().map(Scalar.Numeric::new),
        Arbitraries.integers().between(-2, 2).map(n -> new Scalar.Numeric(BigDecimal.valueOf(n))),
        Arbitraries.of(true, false).map(Scalar.Truth::new),
        Arbitraries.just(new Scalar.Nothing()));
  }

  /** With characters beyond the basic plane, and the last within it. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "\u00fc", "\uffff", "\ud83c\udf0d", "\ud83d\ude00")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  private static boolean holds(Condition condition, JsonNode data) {
    return JudgeData.holds(condition, data);
  }

  private static Condition field(Test test) {
    return new Field(List.of("a"), test);
  }

  private static Condition compared(Order order, Scalar with) {
    return field(new Test.Compared(order, with));
  }

  private static JsonNode node(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text text -> JSON.textNode(text.value());
      case Scalar.Numeric number -> JSON.numberNode(number.value());
      case Scalar.Truth truth -> JSON.booleanNode(truth.value());
      case Scalar.Nothing nothing -> JSON.nullNode();
    };
  }

  private static JsonNode array(List<JsonNode> values) {
    return JSON.arrayNode().addAll(values);
  }

  private static ObjectNode object(JsonNode a) {
    return JSON.objectNode().set("a", a);
  }
}
