package dev.integrationshub.delivery;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180) that a spreadsheet takes for text, whatever is in it. */
final class CsvLine {
  /** What makes a spreadsheet take a cell for a formula (OWASP, CSV injection). */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n]");

  private static final Pattern TO_BE_QUOTED = Pattern.compile("[\",\\r\\n]");

  private CsvLine() {}

  /** With its line end; null is an empty cell. */
  static String of(List<? extends @Nullable Object> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    String harmless = FORMULA.matcher(text).find() ? "'" + text : text;
    return TO_BE_QUOTED.matcher(harmless).find()
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }
}
