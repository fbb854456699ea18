package dev.integrationshub.platform.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The environment variables that the hub knows. */
enum Variable {
  HUB_PORT,
  HUB_HOST,
  HUB_DATA_DIR,
  HUB_DATABASE_URL,
  HUB_ENCRYPTION_KEY,
  HUB_PUBLIC_URL,
  HUB_ADMIN_EMAIL,
  HUB_ADMIN_PASSWORD,
  HUB_ORGANIZATION,
  HUB_ROOT_KEY,
  HUB_WEBHOOKS_ALLOW_HTTP,
  HUB_WEBHOOKS_ALLOW_ADDRESSES,
  HUB_WEBHOOKS_TRUSTED_CERTIFICATES,
  HUB_GITHUB_SECRET_SCANNING_KEYS,
  HUB_LEAK_POLICY,
  HUB_TRUSTED_PROXIES,
  HUB_RETENTION_DAYS,
  /** Read by the launcher only: where a JDK 25 or later is. */
  HUB_JAVA_HOME,
  /** Read by the launcher only: further options for the JVM. */
  HUB_JAVA_OPTIONS;

  static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(variable -> variable.name().equals(name));
  }

  /** The known name that a misspelt one most likely meant. */
  static Optional<Variable> nearest(String name) {
    return Arrays.stream(values())
        .filter(variable -> distance(variable.name(), name) <= 3)
        .min(Comparator.comparingInt(variable -> distance(variable.name(), name)));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
