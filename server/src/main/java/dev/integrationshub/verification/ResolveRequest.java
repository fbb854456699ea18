package dev.integrationshub.verification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key that a program which verifies by itself was presented with and does not know yet. */
@Schema(name = "ResolveKey")
record ResolveRequest(
    @Schema(required = true, description = "The whole key, as the caller sent it")
        @Nullable String key) {

  @Override
  public String toString() {
    return "ResolveRequest[key=***]";
  }
}
