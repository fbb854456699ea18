package dev.integrationshub.verification;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/keys/verify")
@Tag(name = "Verification")
@RunOnVirtualThread
class VerifyResource {
  private final VerifyKey verifyKey;

  VerifyResource(VerifyKey verifyKey) {
    this.verifyKey = verifyKey;
  }

  @POST
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "verifyKey",
      summary = "Verify a key that the product was presented with",
      description =
          "Counts a call. Answers 200 whatever the decision is, and 503 when the hub can't decide.")
  public VerificationView verify(@Nullable VerifyRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send a JSON object with the key.");
    }
    var errors = new FieldErrors();
    Presented presented = request.presented(errors, "");
    errors.throwIfAny();
    return VerificationView.of(verifyKey.verify(presented.key(), presented.ask()));
  }

  @POST
  @Path("batch")
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "verifyKeys",
      summary = "Verify up to 100 keys at once",
      description =
          "Counts a call for each, in order. Where one entry is wrong, or the hub can't decide on"
              + " one, none is answered.")
  public VerificationsView verifyBatch(@Nullable VerifyBatchRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send a JSON object with the keys.");
    }
    var errors = new FieldErrors();
    List<Presented> presented = request.presented(errors);
    errors.throwIfAny();
    return new VerificationsView(
        verifyKey.verifyAll(presented).stream().map(VerificationView::of).toList());
  }
}
