package dev.integrationshub.leaks;

import dev.integrationshub.keys.CreatedKeyView;
import dev.integrationshub.keys.LeakAction;
import dev.integrationshub.keys.ReportedLeak;
import dev.integrationshub.platform.ids.IdKind;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of a root key's report.
 *
 * @param data in the report's order
 */
@Schema(name = "ReportedLeaks")
record LeaksView(List<Leak> data) {

  @Schema(name = "ReportedLeak")
  record Leak(
      @Schema(description = "The token's SHA-256 in hexadecimal digits") String token,
      @Schema(description = "Whether the token is a key of this hub") boolean found,
      @Schema(examples = "key_01h455vb4pex5vsknk084sn02q") @Nullable String keyId,
      @Schema(examples = "org_01h455vb4pex5vsknk084sn02q") @Nullable String organizationId,
      @Schema(
              description =
                  "none: there was nothing to do, or the key worked no more already; failed: report it"
                      + " again, the hub could not deal with it after it had made replacements",
              enumeration = {"disabled", "rotated", "none", "failed"})
          String action,
      @Schema(description = "The new key, in the answer that made it and in no later one")
          @Nullable CreatedKeyView replacement) {

    /** What nobody could deal with; whether it is a key, is not known. */
    static Leak failed(String token) {
      return new Leak(Sha256.hex(token), false, null, null, "failed", null);
    }

    static Leak of(String token, ReportedLeak reported) {
      return switch (reported) {
        case ReportedLeak.NoKey none ->
            new Leak(Sha256.hex(token), false, null, null, LeakAction.NONE.code(), null);
        case ReportedLeak.Known known ->
            new Leak(
                Sha256.hex(token),
                true,
                IdKind.API_KEY.format(known.keyId()),
                IdKind.ORGANIZATION.format(known.organizationId()),
                known.action().code(),
                known.replacement().orElse(null));
      };
    }
  }
}
