package dev.integrationshub.keys;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many of the organization's active keys are in each list of {@link KeyHygiene}. */
@Schema(name = "KeyHygiene")
record KeyHygieneView(
    @Schema(description = "Keys without an expiry") long neverExpires,
    @Schema(description = "Keys without use for 90 days") long idle,
    @Schema(description = "Keys that expire within 7 days") long expiring,
    @Schema(description = "Keys whose id came with a wrong secret within the last 7 days")
        long failedAttempts) {}
