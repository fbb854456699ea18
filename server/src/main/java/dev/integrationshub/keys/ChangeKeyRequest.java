package dev.integrationshub.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.platform.problems.FieldErrors;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a change, as sent: what is absent stays as it is. */
@Schema(name = "ChangeApiKey", description = "What is absent stays as it is")
record ChangeKeyRequest(
    @Schema(maxLength = CheckSettings.MAX_NAME_LENGTH) @Nullable String name,
    @Nullable List<@Nullable String> scopes,
    @Schema(
            implementation = Integer.class,
            type = SchemaType.INTEGER,
            description = "null takes the limit away",
            minimum = "1",
            maximum = "1000000")
        // A node, because only it tells null from absent.
        @Nullable JsonNode rateLimitPerHour,
    @Schema(maxItems = CheckSettings.MAX_ALLOWLIST_ENTRIES)
        @Nullable List<@Nullable String> ipAllowlist,
    @Schema(description = "false: refused as DISABLED until it is enabled again")
        @Nullable Boolean enabled) {

  KeySettings settings(KeySettings before, FieldErrors errors, Set<String> catalogue) {
    var check = new CheckSettings(errors);
    return new KeySettings(
        name == null ? before.name() : check.name(name),
        scopes == null ? before.scopes() : check.scopes(scopes, catalogue),
        rateLimit(before, check),
        ipAllowlist == null ? before.ipAllowlist() : check.ipAllowlist(ipAllowlist),
        enabled == null ? before.enabled() : enabled);
  }

  private @Nullable Integer rateLimit(KeySettings before, CheckSettings check) {
    if (rateLimitPerHour == null) {
      return before.rateLimitPerHour();
    }
    if (rateLimitPerHour.isNull()) {
      return null;
    }
    boolean fits = rateLimitPerHour.isIntegralNumber() && rateLimitPerHour.canConvertToInt();
    return check.rateLimitPerHour(fits ? rateLimitPerHour.intValue() : 0);
  }
}
