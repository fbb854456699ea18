package dev.integrationshub.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody presented to the product, and what the call asks of it. It never shows the
 * key in a log.
 *
 * @param key as it came, whatever it is
 * @param scopes up to 100; the key must hold all of them
 * @param ip where the call came from: an IPv4 or IPv6 address. Without it a key with an allow-list
 *     is refused.
 * @param cost how much of the rate limit the call takes, 1 to 1,000,000
 */
public record PresentedKey(String key, List<String> scopes, @Nullable String ip, int cost) {
  public PresentedKey {
    scopes = List.copyOf(scopes);
  }

  /** A call that asks for no scope and costs 1. */
  public static PresentedKey of(String key) {
    return new PresentedKey(key, List.of(), null, 1);
  }

  public PresentedKey withScopes(String... scopes) {
    return new PresentedKey(key, List.of(scopes), ip, cost);
  }

  public PresentedKey withIp(String ip) {
    return new PresentedKey(key, scopes, ip, cost);
  }

  public PresentedKey withCost(int cost) {
    return new PresentedKey(key, scopes, ip, cost);
  }

  @Override
  public String toString() {
    return "PresentedKey[key=***, scopes=" + scopes + ", ip=" + ip + ", cost=" + cost + "]";
  }
}
