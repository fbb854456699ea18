package dev.integrationshub.schemas;

import java.util.function.Supplier;

/** Counts what the patterns of one validation cost, so that no payload can keep a thread busy. */
final class Work {
  /** About half a second: one pattern of usual length over 256 KiB takes a fifth of it. */
  static final long LIMIT = 50_000_000;

  private static final ScopedValue<Work> CURRENT = ScopedValue.newInstance();

  private long spent;

  <T> T during(Supplier<T> validation) {
    return ScopedValue.where(CURRENT, this).call(validation::get);
  }

  /** Whether the running validation may do so much more; outside of one there is no limit. */
  static boolean spend(long units) {
    if (!CURRENT.isBound()) {
      return true;
    }
    Work work = CURRENT.get();
    work.spent += units;
    return work.spent <= LIMIT;
  }

  boolean exceeded() {
    return spent > LIMIT;
  }
}
