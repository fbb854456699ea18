package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which deliveries to send once more, as sent: by the filters of the list, or by their ids. */
@Schema(name = "BulkRetry", description = "Filters as in the list of deliveries, or ids alone")
record BulkRetryRequest(
    @Schema(
            description = "failure unless it is given",
            enumeration = {"all", "success", "failure", "pending"})
        @Nullable String status,
    @Nullable String event,
    @Schema(description = "Created at this time or later (ISO-8601)") @Nullable String since,
    @Schema(description = "Created before this time (ISO-8601)") @Nullable String until,
    @Schema(description = "Whose last attempt got this HTTP status") @Nullable Integer responseCode,
    @Schema(description = "At most 1,000, and then no filters")
        @Nullable List<@Nullable String> ids,
    @Schema(description = "Only count them") @Nullable Boolean preview) {

  private static final int MAX_IDS = 1_000;

  boolean isPreview() {
    return preview != null && preview;
  }

  /**
   * The ids asked for; empty where filters say which.
   *
   * @throws ProblemException 400 for what is no id of a delivery, or too many
   */
  Optional<List<UUID>> deliveryIds() {
    if (ids == null) {
      return Optional.empty();
    }
    FieldErrors errors = new FieldErrors();
    errors.require(
        status == null && event == null && since == null && until == null && responseCode == null,
        "/ids",
        "can't stand beside filters");
    errors.require(ids.size() <= MAX_IDS, "/ids", "has more than 1,000 ids: use filters");
    List<UUID> parsed = new ArrayList<>();
    for (int i = 0; i < Math.min(ids.size(), MAX_IDS); i++) {
      String text = ids.get(i);
      Optional<UUID> id = text == null ? Optional.empty() : IdKind.DELIVERY.parse(text);
      errors.require(id.isPresent(), "/ids/" + i, "must be an id such as dlv_01h455vb4p…");
      id.ifPresent(parsed::add);
    }
    errors.throwIfAny();
    return Optional.of(parsed.stream().distinct().toList());
  }

  /**
   * @throws ProblemException 400 for a value that makes no sense
   */
  DeliveryFilter filter() {
    if (event != null && event.indexOf('\0') >= 0) {
      throw ProblemException.invalid("/event", "must not contain NUL");
    }
    var filter = new DeliveryFilter();
    filter.status = status == null ? "failure" : status;
    filter.event = event;
    filter.since = since;
    filter.until = until;
    filter.responseCode = responseCode == null ? null : responseCode.toString();
    filter.check();
    return filter;
  }
}
