package dev.integrationshub.filters;

import java.math.BigDecimal;
import java.util.List;

/** What an event's data must be like. */
public sealed interface Condition {
  /** Holds when each does. */
  record All(List<Condition> conditions) implements Condition {}

  /** Holds when one does. */
  record Any(List<Condition> conditions) implements Condition {}

  /** Holds when the other does not. */
  record Not(Condition condition) implements Condition {}

  /**
   * Holds when the value at a place passes a test.
   *
   * @param path member names, or positions in arrays, from the data downwards
   */
  record Field(List<String> path, Test test) implements Condition {}

  /** A test of one value, or of its absence. Only {@link Exists} can pass where there is none. */
  sealed interface Test {
    record Equal(Scalar to) implements Test {}

    record OneOf(List<Scalar> values) implements Test {}

    /** Of two numbers, or of two strings by their Unicode code points; others don't compare. */
    record Compared(Order order, Scalar with) implements Test {}

    record Exists(boolean expected) implements Test {}

    record StartsWith(String prefix) implements Test {}
  }

  enum Order {
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL
  }

  /** A value that a test compares with. */
  sealed interface Scalar {
    record Text(String value) implements Scalar {}

    record Numeric(BigDecimal value) implements Scalar {}

    record Truth(boolean value) implements Scalar {}

    record Nothing() implements Scalar {}
  }
}
