package dev.integrationshub.keys;

import dev.integrationshub.platform.network.Cidr;
import dev.integrationshub.platform.problems.FieldErrors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for what a request says about a key; every breach is added to the errors. */
record CheckSettings(FieldErrors errors) {
  static final int MAX_NAME_LENGTH = 100;
  static final int MAX_RATE_LIMIT = 1_000_000;
  static final int MAX_ALLOWLIST_ENTRIES = 100;

  String name(@Nullable String name) {
    return errors.text(name, "/name", MAX_NAME_LENGTH);
  }

  List<String> scopes(@Nullable List<@Nullable String> scopes, Set<String> catalogue) {
    if (scopes == null || scopes.isEmpty()) {
      errors.add("/scopes", "needs at least one scope");
      return List.of();
    }
    Set<String> known = new LinkedHashSet<>();
    for (int i = 0; i < scopes.size(); i++) {
      String scope = scopes.get(i);
      if (scope == null || !catalogue.contains(scope)) {
        errors.add("/scopes/" + i, "is not a scope: GET /api/scopes lists them");
      } else if (!known.add(scope)) {
        errors.add("/scopes/" + i, "repeats " + scope);
      }
    }
    return List.copyOf(known);
  }

  @Nullable Integer rateLimitPerHour(@Nullable Integer limit) {
    errors.require(
        limit == null || (limit >= 1 && limit <= MAX_RATE_LIMIT),
        "/rateLimitPerHour",
        "must lie between 1 and " + MAX_RATE_LIMIT + ", or be null for no limit");
    return limit;
  }

  List<String> ipAllowlist(@Nullable List<@Nullable String> entries) {
    if (entries == null) {
      return List.of();
    }
    if (!errors.requireSize(entries, "/ipAllowlist", 0, MAX_ALLOWLIST_ENTRIES)) {
      return List.of();
    }
    Set<Cidr> blocks = new LinkedHashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i);
      Optional<Cidr> block = entry == null ? Optional.empty() : Cidr.parse(entry.strip());
      if (block.isEmpty()) {
        errors.add(
            "/ipAllowlist/" + i,
            "must be an address or a CIDR block, such as 203.0.113.0/24 or 2001:db8::/32");
      } else {
        blocks.add(block.get());
      }
    }
    return blocks.stream().map(Cidr::toString).toList();
  }
}
