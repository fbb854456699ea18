package dev.integrationshub.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every error answer: a problem detail (RFC 9457). */
@Schema(description = "A problem detail (RFC 9457)")
public record Problem(
    @Schema(description = "Names the kind of problem", examples = "about:blank") String type,
    @Schema(description = "The kind of problem in a few words", examples = "Not Found")
        String title,
    @Schema(description = "The HTTP status", examples = "404") int status,
    @Schema(description = "What went wrong here and what to do about it") @Nullable String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "For invalid input: every field that is wrong")
        List<FieldError> errors) {

  static final String MEDIA_TYPE = "application/problem+json";
}
