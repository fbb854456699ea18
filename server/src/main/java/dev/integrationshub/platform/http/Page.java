package dev.integrationshub.platform.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data at most the asked-for limit of items
 * @param nextCursor to be passed as {@code ?cursor=} for the page after this one; null on the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

  /** A list short enough to be answered whole. */
  public static <T> Page<T> whole(List<T> data) {
    return new Page<>(data, null);
  }

  /**
   * Cuts a page from rows that were read with one row more than the limit.
   *
   * @param cursorOf the cursor that continues after a row
   */
  public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> data = rows.subList(0, limit);
    return new Page<>(data, cursorOf.apply(data.getLast()));
  }

  public <R> Page<R> map(Function<T, R> item) {
    return new Page<>(data.stream().map(item).toList(), nextCursor);
  }
}
