package dev.integrationshub.verification;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.usage.ServeVerifiers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was granted of rate limits, in the order of the wishes. */
@Schema(name = "LeasedLimits")
record LeasesView(
    List<Lease> leases,
    @Schema(description = "The database's time, by which leases end") Instant now) {

  @Schema(name = "LeasedLimit")
  record Lease(
      String keyId,
      @Schema(description = "The key has another limit by now, or is gone: resolve it again")
          boolean stale,
      @Schema(description = "Whether what was needed was free") boolean taken,
      @Schema(description = "What the lease has grown by") long amount,
      @Schema(description = "Until then the whole lease may be used") @Nullable Instant endsAt,
      @Schema(description = "What counts against the limit, with all that is leased") long used,
      @Schema(description = "The first call that counts") @Nullable Instant oldest,
      @Schema(description = "What nobody has used or holds") long free) {

    static Lease stale(UUID keyId) {
      return new Lease(IdKind.API_KEY.format(keyId), true, false, 0, null, 0, null, 0);
    }

    static Lease of(UUID keyId, ServeVerifiers.Granted granted) {
      return new Lease(
          IdKind.API_KEY.format(keyId),
          false,
          granted.taken(),
          granted.amount(),
          granted.taken() ? granted.endsAt() : null,
          granted.used(),
          granted.oldest(),
          granted.free());
    }
  }
}
