package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.Ids;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** The part of an append-only table that holds one UTC day. */
record DayPartition(String table, LocalDate date) {
  private static final Pattern DAY = Pattern.compile("_\\d{4}_\\d{2}_\\d{2}$");

  private static final String LIST =
      """
      SELECT c.relname
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = CAST(:table AS regclass)
      ORDER BY c.relname
      """;

  /** Those that a table has, oldest first. */
  static List<DayPartition> list(Jdbi jdbi, String table) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(LIST).bind("table", table).mapTo(String.class).stream()
                .filter(name -> DAY.matcher(name).find())
                .map(name -> new DayPartition(table, dateOf(name, table)))
                .toList());
  }

  String name() {
    return table + "_" + date.toString().replace('-', '_');
  }

  /** The lowest id in it. */
  UUID lowestId() {
    return lowestId(date);
  }

  /** The lowest id of the day after it. */
  UUID end() {
    return lowestId(date.plusDays(1));
  }

  static UUID lowestId(LocalDate day) {
    return Ids.lowestAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static LocalDate dateOf(String name, String table) {
    return LocalDate.parse(name.substring(table.length() + 1).replace('_', '-'));
  }
}
