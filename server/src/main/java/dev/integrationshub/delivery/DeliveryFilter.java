package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which deliveries a list shows; taken as a {@code @BeanParam}. */
public class DeliveryFilter {
  private static final Pattern STATUS = Pattern.compile("all|success|failure|pending");
  private static final Pattern RESPONSE_CODE = Pattern.compile("[1-5]\\d\\d");
  private static final int ID_LENGTH = 26;

  @Parameter(description = "Only deliveries that stand so")
  @Schema(enumeration = {"all", "success", "failure", "pending"})
  @QueryParam("status")
  @DefaultValue("all")
  String status = "all";

  @Parameter(description = "Only this event type")
  @QueryParam("event")
  @Nullable String event;

  @Parameter(description = "Only deliveries created at this time or later (ISO-8601)")
  @QueryParam("since")
  @Nullable String since;

  @Parameter(description = "Only deliveries created before this time (ISO-8601)")
  @QueryParam("until")
  @Nullable String until;

  @Parameter(description = "Only deliveries whose last attempt got this HTTP status")
  @QueryParam("responseCode")
  @Nullable String responseCode;

  @Parameter(description = "The beginning of a delivery's or an event's id")
  @QueryParam("search")
  @Nullable String search;

  /** Ids from low to high, both included; the text form sorts like the id. */
  record Range(UUID low, UUID high) {
    static final Range ALL = new Range(new UUID(0, 0), new UUID(-1, -1));
    static final Range NONE = new Range(new UUID(-1, -1), new UUID(0, 0));
  }

  /**
   * For answers that have begun before the filter is used.
   *
   * @throws ProblemException 400 for a value that makes no sense
   */
  void check() {
    status();
    responseCode();
    from();
    below();
  }

  String status() {
    if (!STATUS.matcher(status).matches()) {
      throw ProblemException.badRequest("status must be one of all, success, failure, pending.");
    }
    return status;
  }

  @Nullable Integer responseCode() {
    if (responseCode == null) {
      return null;
    }
    if (!RESPONSE_CODE.matcher(responseCode).matches()) {
      throw ProblemException.badRequest("responseCode must be an HTTP status, 100 to 599.");
    }
    return Integer.valueOf(responseCode);
  }

  @Nullable String event() {
    return event == null || event.indexOf('\0') >= 0 ? null : event;
  }

  /** The lowest delivery id that {@code since} lets in. */
  UUID from() {
    return since == null ? Range.ALL.low : Ids.lowestAt(time(since, "since"));
  }

  /** The delivery id that {@code until} lets in no more. */
  UUID below() {
    return until == null ? Range.ALL.high : Ids.lowestAt(time(until, "until"));
  }

  Range deliveries() {
    return range(IdKind.DELIVERY, "dlv_", "evt_");
  }

  Range events() {
    return range(IdKind.EVENT, "evt_", "dlv_");
  }

  private Range range(IdKind kind, String prefix, String otherPrefix) {
    String text = search == null ? "" : search.strip();
    if (text.isEmpty() || text.startsWith(otherPrefix)) {
      return Range.ALL;
    }
    if (!text.startsWith(prefix)) {
      return Range.NONE;
    }
    String start = text.substring(prefix.length());
    if (start.isEmpty()) {
      return Range.ALL;
    }
    int missing = Math.max(0, ID_LENGTH - start.length());
    Optional<UUID> low = kind.parse(text + "0".repeat(missing));
    Optional<UUID> high = kind.parse(text + "z".repeat(missing));
    return low.isPresent() && high.isPresent() ? new Range(low.get(), high.get()) : Range.NONE;
  }

  private static Instant time(String text, String name) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(name + " must be a time such as 2026-01-15T09:30:00Z.");
    }
  }
}
