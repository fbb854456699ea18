package dev.integrationshub.webhooks;

import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.signing.SignatureScheme;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "RotateWebhookSecret", description = "How the former secret ends")
record RotateSecretRequest(
    @Schema(
            minimum = "0",
            maximum = "168",
            defaultValue = "24",
            description =
                "How long requests are signed by the former secret, too; 0 ends every former secret"
                    + " at once")
        @Nullable Integer overlapHours,
    @Schema(description = "Of the new secret; the webhook's own where absent")
        @Nullable SignatureScheme signatureScheme) {
  private static final int MAX_HOURS = 7 * 24;
  private static final int DEFAULT_HOURS = 24;

  /**
   * @throws dev.integrationshub.platform.problems.ProblemException 400 outside 0 to 168
   */
  int hours() {
    int hours = overlapHours == null ? DEFAULT_HOURS : overlapHours;
    var errors = new FieldErrors();
    errors.require(
        0 <= hours && hours <= MAX_HOURS,
        "/overlapHours",
        "is " + hours + "; it must lie between 0 and " + MAX_HOURS);
    errors.throwIfAny();
    return hours;
  }
}
