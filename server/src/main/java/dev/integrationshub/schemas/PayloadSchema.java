package dev.integrationshub.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import dev.integrationshub.platform.problems.FieldError;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A compiled schema that payloads are held against. */
public final class PayloadSchema {
  /** How many errors are told of one payload. */
  public static final int MAX_ERRORS = 10;

  private static final long MAX_STEPS = 1_000_000;
  private static final int MAX_EVALUATION_DEPTH = 400;
  private static final int MAX_DETAIL_LENGTH = 300;

  private final Schema schema;

  PayloadSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Every breach of the schema, up to {@link #MAX_ERRORS}; empty for a payload that keeps it. What
   * can't be checked within bounds (depth, steps, the work of patterns) is a breach.
   *
   * @param payload JSON
   * @param place the payload's own JSON pointer in the request, which those of the errors begin
   *     with
   */
  public List<FieldError> breaches(byte[] payload, String place) {
    return switch (ReadTree.read(payload)) {
      case ReadTree.Read.OutOfBounds bounds -> List.of(new FieldError(place, bounds.detail()));
      case ReadTree.Read.Tree tree -> breaches(tree.root(), place);
    };
  }

  List<FieldError> breaches(JsonNode payload, String place) {
    var work = new Work();
    try {
      List<Error> errors =
          work.during(
              () ->
                  schema.validate(
                      payload,
                      context ->
                          context.executionConfig(
                              config ->
                                  config
                                      .maxEvaluationSteps(MAX_STEPS)
                                      .maxEvaluationDepth(MAX_EVALUATION_DEPTH))));
      return work.exceeded()
          ? List.of(new FieldError(place, "takes too long to check by its schema's patterns"))
          : errors.stream().limit(MAX_ERRORS).map(error -> fieldError(error, place)).toList();
    } catch (ValidationLimitExceededException e) {
      return List.of(
          new FieldError(
              place,
              "takes too long to check by its schema: more than "
                  + (e.getLimit() == MAX_STEPS
                      ? "1,000,000 steps"
                      : MAX_EVALUATION_DEPTH + " levels")));
    }
  }

  private static FieldError fieldError(Error error, String place) {
    String detail = error.getMessage();
    return new FieldError(
        place + error.getInstanceLocation(),
        detail.length() <= MAX_DETAIL_LENGTH
            ? detail
            : detail.substring(0, MAX_DETAIL_LENGTH) + "…");
  }
}
