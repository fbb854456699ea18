package dev.integrationshub.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.integrationshub.platform.problems.FieldErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the guide's examples against the code. */
class FilterGuideTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final List<String> OPERATORS =
      List.of(
          "$eq",
          "$ne",
          "$gt",
          "$gte",
          "$lt",
          "$lte",
          "$in",
          "$exists",
          "$startsWith",
          "$and",
          "$or",
          "$not");

  @Test
  void everyOperatorHasAnExampleAndEachDoesWhatItSays() throws Exception {
    String guide = Files.readString(Path.of("../docs/webhook-filters.md"));
    JsonMapper json =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    List<String> filters = new ArrayList<>();
    for (Matcher example = EXAMPLE.matcher(guide); example.find(); ) {
      JsonNode read = json.readTree(example.group(1));
      var errors = new FieldErrors();
      Condition filter =
          ReadCondition.read(read.at("/filter"), "/filter", errors)
              .orElseThrow(() -> new AssertionError(errors.all().toString()));
      read.at("/passes")
          .forEach(data -> assertThat(JudgeData.holds(filter, data)).as(data.toString()).isTrue());
      read.at("/stops")
          .forEach(data -> assertThat(JudgeData.holds(filter, data)).as(data.toString()).isFalse());
      filters.add(read.at("/filter").toString());
    }
    assertThat(OPERATORS)
        .allSatisfy(
            operator ->
                assertThat(filters).anyMatch(text -> text.contains("\"" + operator + "\"")));
  }
}
