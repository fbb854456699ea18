package dev.integrationshub.keys;

import dev.integrationshub.audit.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  Map<String, Change> changesFrom(KeySettings before) {
    Map<String, @Nullable Object> former = before.all();
    Map<String, Change> changes = new LinkedHashMap<>();
    all()
        .forEach(
            (field, value) -> {
              if (!Objects.equals(value, former.get(field))) {
                changes.put(field, new Change(former.get(field), value));
              }
            });
    return changes;
  }

  /** Every setting by the name that it has in the API. */
  Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("scopes", scopes);
    all.put("rateLimitPerHour", rateLimitPerHour);
    all.put("ipAllowlist", ipAllowlist);
    all.put("enabled", enabled);
    return all;
  }
}
