package dev.integrationshub.verification;

import dev.integrationshub.platform.problems.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Parts of rate limits that a program which verifies by itself asks for. */
@Schema(name = "LeaseLimits")
record LeaseRequest(
    @Schema(required = true, description = "One life of one program, made by itself")
        @Nullable UUID holder,
    @Schema(required = true, minItems = 1, maxItems = MAX_LEASES)
        @Nullable List<@Nullable Wish> leases) {

  static final int MAX_LEASES = 100;
  private static final int MAX_NEEDED = 1_000_000;

  @Schema(name = "LeaseLimit")
  record Wish(
      @Schema(required = true, examples = "key_01h455vb4pex5vsknk084sn02q") @Nullable String keyId,
      @Schema(required = true, description = "The key's limit, as the program knows it")
          @Nullable Integer limit,
      @Schema(
              description = "What the lease must grow by, or nothing is granted; 0 renews it",
              minimum = "0",
              maximum = "1000000",
              defaultValue = "0")
          @Nullable Integer needed) {}

  /** A wish that was made well. */
  record Wanted(UUID keyId, int limit, int needed) {}

  List<Wanted> wanted(FieldErrors errors) {
    errors.require(holder != null, "/holder", "is required");
    if (!errors.requireSize(leases, "/leases", 1, MAX_LEASES) || leases == null) {
      return List.of();
    }
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < leases.size(); i++) {
      Wish wish = leases.get(i);
      if (wish == null) {
        errors.add("/leases/" + i, "must be an object");
      } else {
        wanted(wish, "/leases/" + i, errors).ifPresent(wanted::add);
      }
    }
    return wanted;
  }

  private static Optional<Wanted> wanted(Wish wish, String at, FieldErrors errors) {
    Optional<UUID> keyId = ReportedFields.keyId(wish.keyId, at + "/keyId", errors);
    int limit = wish.limit == null ? 0 : wish.limit;
    errors.require(limit >= 1, at + "/limit", "must be the key's limit, 1 or more");
    int needed = wish.needed == null ? 0 : wish.needed;
    errors.require(
        needed >= 0 && needed <= MAX_NEEDED,
        at + "/needed",
        "must lie between 0 and " + MAX_NEEDED);
    return keyId.map(id -> new Wanted(id, limit, needed));
  }
}
