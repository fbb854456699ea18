package dev.integrationshub.platform.access;

/** Knows operators from memory, for a route that may not wait. Implemented by their owner. */
public interface RememberedOperators {

  /**
   * Whether this is a root key that is believed without looking it up. Never waits.
   *
   * @return false for whatever else, also where a look-up would find a root key
   */
  boolean isRemembered(String bearer);
}
