package dev.integrationshub.client;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to do with a key.
 *
 * @param scopes the key must hold all of them; empty where scopes are not checked
 * @param address where the call comes from; without it a key with an allow-list is refused
 * @param cost how much of the key's rate limit the call takes, 1 to 1,000,000
 */
public record Ask(Set<String> scopes, @Nullable InetAddress address, int cost) {
  private static final Ask NOTHING = new Ask(Set.of(), null, 1);
  private static final int MAX_COST = 1_000_000;

  /**
   * @throws IllegalArgumentException for a cost outside its range
   */
  public Ask {
    if (cost < 1 || cost > MAX_COST) {
      throw new IllegalArgumentException("cost must lie between 1 and " + MAX_COST + ": " + cost);
    }
    scopes = Set.copyOf(scopes);
  }

  /** No scope, from an unknown address, at the cost of 1. */
  public static Ask nothing() {
    return NOTHING;
  }

  /** Asks for all of these scopes. */
  public static Ask scopes(String... scopes) {
    return new Ask(Set.of(scopes), null, 1);
  }

  /** The same, from this address. */
  public Ask from(InetAddress address) {
    return new Ask(scopes, address, cost);
  }

  /** The same, at this cost. */
  public Ask costing(int cost) {
    return new Ask(scopes, address, cost);
  }
}
