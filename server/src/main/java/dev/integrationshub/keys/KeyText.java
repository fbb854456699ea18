package dev.integrationshub.keys;

/**
 * A whole API key, well-formed and with the right checksum.
 *
 * @param prefix {@code ihk_live_} and the public id: what may be shown and looked up
 * @param value all of it: shown once, never stored, never logged
 */
public record KeyText(String prefix, String value) {

  @Override
  public String toString() {
    return prefix + "_***";
  }
}
