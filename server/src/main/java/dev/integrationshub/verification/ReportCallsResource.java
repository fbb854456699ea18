package dev.integrationshub.verification;

import dev.integrationshub.keys.FindProvenKeys;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.RecordUsage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/keys/usage")
@Tag(name = "Verification")
@RunOnVirtualThread
class ReportCallsResource {
  private final Jdbi jdbi;
  private final FindProvenKeys keys;
  private final RecordUsage usage;
  private final DatabaseClock clock;

  ReportCallsResource(Jdbi jdbi, FindProvenKeys keys, RecordUsage usage, DatabaseClock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.usage = usage;
    this.clock = clock;
  }

  @Schema(name = "ReportedCalls")
  public record ReportedView(@Schema(description = "How many calls were taken in") int accepted) {}

  @POST
  @RequiresAccess(Access.HOST)
  @ResponseStatus(202)
  @Operation(
      operationId = "reportCalls",
      summary = "Report how verified calls ended",
      description =
          "Adds latency and failures to the keys' usage, not calls: those were counted when they"
              + " were verified. All or nothing; shown within 2 seconds.")
  public ReportedView report(@Nullable ReportCallsRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send a JSON object with the calls.");
    }
    var errors = new FieldErrors();
    List<ReportCallsRequest.Ended> calls = request.ended(errors, clock.instant());
    errors.throwIfAny();
    requireKnown(calls);
    calls.forEach(call -> usage.report(call.keyId(), call.failed(), call.micros(), call.at()));
    return new ReportedView(calls.size());
  }

  private void requireKnown(List<ReportCallsRequest.Ended> calls) {
    Set<UUID> asked =
        calls.stream().map(ReportCallsRequest.Ended::keyId).collect(Collectors.toSet());
    Set<UUID> known = jdbi.withHandle(handle -> keys.known(handle, asked));
    var errors = new FieldErrors();
    for (int i = 0; i < calls.size(); i++) {
      errors.require(
          known.contains(calls.get(i).keyId()), "/calls/" + i + "/keyId", "is not a known key");
    }
    errors.throwIfAny();
  }
}
