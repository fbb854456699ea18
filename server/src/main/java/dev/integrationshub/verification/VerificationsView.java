package dev.integrationshub.verification;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Decisions on several keys. */
@Schema(name = "Verifications")
record VerificationsView(
    @Schema(description = "In the order of the keys") List<VerificationView> data) {}
