package dev.integrationshub.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.platform.problems.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadConditionTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                     | ``",
        "{}                                     | ``",
        "\"a\"                                  | ``",
        "{\"a\": {}}                            | /a",
        "{\"a\": []}                            | /a",
        "{\"a\": {\"$eq\": {}}}                 | /a/$eq",
        "{\"a\": {\"b\": 1}}                    | /a/b",
        "{\"a\": {\"$regex\": \"x\"}}           | /a/$regex",
        "{\"a\": {\"$not\": {\"$eq\": 1}}}      | /a/$not",
        "{\"a\": {\"$gt\": true}}               | /a/$gt",
        "{\"a\": {\"$gt\": null}}               | /a/$gt",
        "{\"a\": {\"$gt\": 1e999}}              | /a/$gt",
        "{\"a\": {\"$in\": []}}                 | /a/$in",
        "{\"a\": {\"$in\": \"x\"}}              | /a/$in",
        "{\"a\": {\"$in\": [1, [2]]}}           | /a/$in/1",
        "{\"a\": {\"$exists\": 1}}              | /a/$exists",
        "{\"a\": {\"$startsWith\": 1}}          | /a/$startsWith",
        "{\"$eq\": 1}                           | /$eq",
        "{\"$nor\": []}                         | /$nor",
        "{\"$and\": {}}                         | /$and",
        "{\"$or\": []}                          | /$or",
        "{\"$or\": [{\"a\": 1}, {\"b/c\": {\"$lt\": []}}]} | /$or/1/b~1c/$lt",
        "{\"$not\": []}                         | /$not",
        "{\"a..b\": 1}                          | /a..b",
        "{\".a\": 1}                            | /.a",
        "{\"\": 1}                              | /",
      })
  void whatIsWrongIsToldWithItsPlace(String filter, String pointer) throws Exception {
    assertThat(errors(filter)).extracting(FieldError::pointer).containsExactly("/filter" + pointer);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws Exception {
    assertThat(errors("{\"a\": {\"$gt\": []}, \"$or\": [{}, {\"b\": {\"$in\": 1}}]}"))
        .extracting(FieldError::pointer)
        .containsExactly("/filter/a/$gt", "/filter/$or/0", "/filter/$or/1/b/$in");
  }

  @Test
  void theLimitsAreExactAndNamed() throws Exception {
    assertThat(errors("{\"a\": \"" + "x".repeat(8192 - 8) + "\"}")).isEmpty();
    assertThat(errors("{\"a\": \"" + "x".repeat(8192 - 7) + "\"}"))
        .extracting(FieldError::detail)
        .singleElement()
        .asString()
        .contains("8 KiB");
    assertThat(errors(nested(10))).isEmpty();
    assertThat(errors(nested(11)))
        .extracting(FieldError::detail)
        .singleElement()
        .asString()
        .contains("10 levels");
    assertThat(errors(conditions(100))).isEmpty();
    assertThat(errors(conditions(101)))
        .extracting(FieldError::detail)
        .singleElement()
        .asString()
        .contains("101 conditions", "100");
  }

  private static String nested(int levels) {
    return "{\"$not\": ".repeat(levels - 1) + "{\"a\": 1}" + "}".repeat(levels - 1);
  }

  private static String conditions(int count) {
    return "{\"$or\": [" + "{\"a\": 1}, ".repeat(count - 1) + "{\"a\": {\"$gt\": 1}}]}";
  }

  private static List<FieldError> errors(String filter) throws Exception {
    var errors = new FieldErrors();
    boolean read = ReadCondition.read(JSON.readTree(filter), "/filter", errors).isPresent();
    assertThat(read).isEqualTo(errors.isEmpty());
    return errors.all();
  }
}
