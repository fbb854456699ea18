package dev.integrationshub.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The meters of all keys that are in use. */
final class KeyMeters {
  private final Map<String, KeyMeter> meters = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private volatile boolean ended;

  KeyMeters(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException after the end: what is counted now would be lost
   */
  KeyMeter of(String keyId) {
    KeyMeter meter = meters.get(keyId);
    if (meter == null) {
      meter = meters.computeIfAbsent(keyId, id -> new KeyMeter(id, clock));
    }
    // After it is there: whoever ends all of them finds it, or is found out here.
    if (ended) {
      throw new IllegalStateException("this KeyVerifier is closed");
    }
    return meter;
  }

  /** Counts a call that took nothing of a limit, by the meter that it returns. */
  KeyMeter count(String keyId, VerificationCode code, Ask ask) {
    KeyMeter meter = of(keyId);
    while (!meter.count(code, ask)) {
      meter = of(keyId);
    }
    return meter;
  }

  /** Lets nothing be counted from now on. */
  void end() {
    ended = true;
  }

  /**
   * Takes out what was counted since the last time.
   *
   * @param most in one list
   */
  List<ArrayNode> takeOut(boolean all, int most, Supplier<ArrayNode> newList) {
    List<ArrayNode> lists = new ArrayList<>();
    ArrayNode keys = newList.get();
    var left = meters.values().iterator();
    while (left.hasNext()) {
      if (left.next().takeOut(all, keys)) {
        left.remove();
      }
      if (keys.size() == most) {
        lists.add(keys);
        keys = newList.get();
      }
    }
    if (!keys.isEmpty()) {
      lists.add(keys);
    }
    return lists;
  }
}
