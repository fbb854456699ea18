package dev.integrationshub.verification;

import dev.integrationshub.platform.problems.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Keys that the product was presented with, as sent. */
@Schema(name = "VerifyKeys")
record VerifyBatchRequest(
    @Schema(required = true, minItems = 1, maxItems = MAX_KEYS)
        @Nullable List<@Nullable VerifyRequest> keys) {

  static final int MAX_KEYS = 100;

  List<Presented> presented(FieldErrors errors) {
    if (!errors.requireSize(keys, "/keys", 1, MAX_KEYS) || keys == null) {
      return List.of();
    }
    List<Presented> presented = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      VerifyRequest request = keys.get(i);
      if (request == null) {
        errors.add("/keys/" + i, "must be an object with a key");
      } else {
        presented.add(request.presented(errors, "/keys/" + i));
      }
    }
    return presented;
  }
}
