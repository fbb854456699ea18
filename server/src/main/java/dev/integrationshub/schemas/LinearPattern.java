package dev.integrationshub.schemas;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.regex.MatchResult;

/**
 * A schema's pattern, matched by RE2/J: its time grows with the text's length and the pattern's
 * size, never beyond their product, so that no pattern is catastrophic. That costs look-around and
 * back-references.
 */
record LinearPattern(Pattern pattern) implements RegularExpression {
  static final int MAX_LENGTH = 500;

  /** Instructions of the compiled pattern. */
  static final int MAX_SIZE = 1_000;

  private static final long MAX_REPETITIONS = 1_000_000;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?\\}");

  /**
   * @throws IllegalArgumentException saying what is wrong with the pattern
   */
  static LinearPattern compile(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; a pattern has at most " + MAX_LENGTH);
    }
    if (repetitions(text) > MAX_REPETITIONS) {
      throw tooLarge();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_SIZE) {
        throw tooLarge();
      }
      return new LinearPattern(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is no pattern that is matched in linear time (RE2 syntax: no look-around, no"
              + " back-references): "
              + e.getDescription(),
          e);
    }
  }

  /** Where the work is used up it matches nothing: the validation's end tells that it is void. */
  @Override
  public boolean matches(String text) {
    return Work.spend((long) (text.length() + 1) * pattern.programSize())
        && pattern.matcher(text).find();
  }

  /** An upper bound of how often a part may be written out, were all repetitions nested. */
  private static double repetitions(String text) {
    return REPETITION
        .matcher(text)
        .results()
        .mapToDouble(LinearPattern::count)
        .reduce(1, (a, b) -> a * b);
  }

  private static double count(MatchResult repetition) {
    String most = repetition.group(2);
    return Math.max(
        1, Double.parseDouble(most == null || most.isEmpty() ? repetition.group(1) : most));
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "repeats too much: written out, a pattern has at most " + MAX_SIZE + " parts");
  }
}
