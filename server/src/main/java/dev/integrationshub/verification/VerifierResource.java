package dev.integrationshub.verification;

import dev.integrationshub.keys.FindProvenKeys;
import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.keys.KeyStream;
import dev.integrationshub.keys.KeyText;
import dev.integrationshub.keys.KnownKeys;
import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.RecordUsage;
import dev.integrationshub.usage.ServeVerifiers;
import dev.integrationshub.usage.VerifierUsage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * For programs that verify keys by themselves, in their own process: they keep copies of keys, drop
 * those that have changed, lease parts of limits and report what they counted. They can keep the
 * hub's promises on revocation and limits by these four routes alone.
 */
@Path("/api/keys/verifier")
@Tag(name = "Verification")
@RunOnVirtualThread
class VerifierResource {
  private final Jdbi jdbi;
  private final KnownKeys keys;
  private final FindProvenKeys find;
  private final KeyStream stream;
  private final KeyHasher hasher;
  private final RecordUsage usage;
  private final ServeVerifiers verifiers;
  private final DatabaseClock clock;

  VerifierResource(
      Jdbi jdbi,
      KnownKeys keys,
      FindProvenKeys find,
      KeyStream stream,
      KeyHasher hasher,
      RecordUsage usage,
      ServeVerifiers verifiers,
      DatabaseClock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.find = find;
    this.stream = stream;
    this.hasher = hasher;
    this.usage = usage;
    this.verifiers = verifiers;
    this.clock = clock;
  }

  @POST
  @Path("resolve")
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "resolveKey",
      summary = "All that decides on a presented key, for a program that decides by itself",
      description =
          "Counts no call. Keep the answer no longer than the changes of keys are followed.")
  public ResolvedKeyView resolve(@Nullable ResolveRequest request) {
    String presented = request == null ? null : request.key();
    if (presented == null) {
      throw ProblemException.invalid("/key", "is required");
    }
    // Before the look-up: whatever it finds is at least as new.
    long sequence = stream.applied();
    Optional<KeyText> text = KeyFormat.parse(presented);
    Optional<ProvenKey> key = text.flatMap(known -> keys.find(known, hasher.hash(known.value())));
    if (key.isEmpty()) {
      text.ifPresent(known -> usage.wrongSecret(known.prefix()));
    }
    return ResolvedKeyView.of(sequence, key);
  }

  @GET
  @Path("changes")
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "listKeyChanges",
      summary = "The keys that have changed since",
      description =
          "Ask four times a second. Copies may be believed for two seconds from when a question"
              + " was asked, less the age of its answer. 503 where the hub itself has lost sight.")
  public KeyChangesView changes(
      @Parameter(description = "The last sequence that the program has seen; 0 at first")
          @QueryParam("after")
          @Nullable String after) {
    long sequence = parse(after == null ? "0" : after);
    KeyStream.Since since = stream.since(sequence);
    if (!stream.isTrusted()) {
      throw ProblemException.unavailable(
          "The hub has lost sight of the changes of keys: try again.");
    }
    return KeyChangesView.of(since, clock.instant());
  }

  @POST
  @Path("leases")
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "leaseLimits",
      summary = "Lease parts of rate limits",
      description =
          "What is leased counts as used until it is reported or given back; what a program takes"
              + " along when it vanishes counts for an hour after its lease's end.")
  public LeasesView lease(@Nullable LeaseRequest request) {
    LeaseRequest present = present(request);
    var errors = new FieldErrors();
    List<LeaseRequest.Wanted> wanted = present.wanted(errors);
    errors.throwIfAny();
    UUID holder = Objects.requireNonNull(present.holder());
    Map<UUID, Integer> limits =
        jdbi.withHandle(
            handle ->
                find.limits(
                    handle,
                    wanted.stream().map(LeaseRequest.Wanted::keyId).collect(Collectors.toSet())));
    return new LeasesView(
        wanted.stream().map(wish -> lease(holder, wish, limits)).toList(), clock.instant());
  }

  private LeasesView.Lease lease(UUID holder, LeaseRequest.Wanted wish, Map<UUID, Integer> limits) {
    return Objects.equals(limits.get(wish.keyId()), wish.limit())
        ? LeasesView.Lease.of(
            wish.keyId(), verifiers.lease(holder, wish.keyId(), wish.limit(), wish.needed()))
        : LeasesView.Lease.stale(wish.keyId());
  }

  @POST
  @Path("usage")
  @RequiresAccess(Access.HOST)
  @ResponseStatus(204)
  @Operation(
      operationId = "reportVerifierUsage",
      summary = "Report the calls that a program has decided by itself",
      description =
          "Counts once however often it is sent with the same number. All or nothing; 409 where"
              + " more was spent of a lease than was leased.")
  public void report(@Nullable VerifierUsageRequest request) {
    VerifierUsageRequest present = present(request);
    var errors = new FieldErrors();
    List<VerifierUsage> counted = present.usage(errors, clock.instant());
    errors.throwIfAny();
    verifiers.report(
        Objects.requireNonNull(present.holder()),
        Objects.requireNonNull(present.sequence()),
        counted,
        Boolean.TRUE.equals(present.end()));
  }

  private static long parse(String after) {
    try {
      long sequence = Long.parseLong(after);
      if (sequence >= 0) {
        return sequence;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as a negative one is.
    }
    throw ProblemException.badRequest("after must be a sequence, 0 or more.");
  }

  private static <T> T present(@Nullable T body) {
    if (body == null) {
      throw ProblemException.badRequest("Send a JSON object.");
    }
    return body;
  }
}
