package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes deliveries as CSV, however many, a page at a time: memory holds one page, and no
 * transaction stays open while the client reads. Each delivery comes once at most, as it stands
 * when its page is read.
 */
@ApplicationScoped
class ExportDeliveries {
  static final int PAGE = 1_000;

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "eventId",
          "event",
          "status",
          "createdAt",
          "durationMs",
          "responseCode",
          "attempts",
          "nextAttemptAt",
          "error");

  private final Jdbi jdbi;

  ExportDeliveries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Newest first, after a line with the names of the columns. */
  void write(ReadDeliveries.Scope scope, DeliveryFilter filter, OutputStream out)
      throws IOException {
    out.write(CsvLine.of(COLUMNS).getBytes(UTF_8));
    Optional<UUID> after = Optional.empty();
    List<ReadDeliveries.Row> rows;
    do {
      rows = page(scope, filter, after);
      StringBuilder lines = new StringBuilder();
      rows.forEach(row -> lines.append(line(row)));
      out.write(lines.toString().getBytes(UTF_8));
      after = rows.isEmpty() ? after : Optional.of(rows.getLast().id());
    } while (rows.size() == PAGE);
  }

  private List<ReadDeliveries.Row> page(
      ReadDeliveries.Scope scope, DeliveryFilter filter, Optional<UUID> after) {
    return jdbi.withHandle(handle -> ReadDeliveries.list(handle, scope, filter, after, PAGE));
  }

  private static String line(ReadDeliveries.Row row) {
    DeliveryView view = DeliveryView.of(row);
    return CsvLine.of(
        Arrays.asList(
            view.id(),
            view.eventId(),
            view.event(),
            view.status().name().toLowerCase(Locale.ROOT),
            view.createdAt(),
            view.durationMs(),
            view.responseCode(),
            view.attempts(),
            view.nextAttemptAt(),
            view.error()));
  }

  /** A name for the file, such as {@code deliveries-wh_01h455vb4pex5vsknk084sn02q.csv}. */
  static String fileName(ReadDeliveries.Scope scope) {
    return "deliveries-" + IdKind.WEBHOOK.format(scope.webhookId()) + ".csv";
  }
}
