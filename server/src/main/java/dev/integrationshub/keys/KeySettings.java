package dev.integrationshub.keys;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an organization decides about a key and can change later; checked.
 *
 * @param rateLimitPerHour null for no limit
 * @param ipAllowlist blocks in CIDR notation without host bits
 */
record KeySettings(
    String name,
    List<String> scopes,
    @Nullable Integer rateLimitPerHour,
    List<String> ipAllowlist,
    boolean enabled) {

  static KeySettings of(ApiKey key) {
    return new KeySettings(
        key.name(),
        key.scopes(),
        key.rateLimitPerHour(),
        key.ipAllowlist(),
        key.disabledAt() == null);
  }

  /** What is here and was not so before, by field; for the audit. */
  Map<String, Object> changesFrom(KeySettings before) {
    Map<String, Object> changes = all();
    changes.entrySet().removeAll(before.all().entrySet());
    return changes;
  }

  private Map<String, Object> all() {
    Map<String, Object> all = new TreeMap<>();
    all.put("name", name);
    all.put("scopes", scopes);
    all.put("rateLimitPerHour", rateLimitPerHour == null ? "unlimited" : rateLimitPerHour);
    all.put("ipAllowlist", ipAllowlist);
    all.put("enabled", enabled);
    return all;
  }
}
