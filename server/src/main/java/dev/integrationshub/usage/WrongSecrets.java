package dev.integrationshub.usage;

import java.time.Instant;

/**
 * Attempts with one public id and a wrong secret since the last flush. Whether there is such a key
 * at all is looked up when they are written, so that an attempt costs the same either way.
 *
 * @param last the time of the last one
 */
record WrongSecrets(long attempts, Instant last) {

  WrongSecrets plus(Instant at) {
    return new WrongSecrets(attempts + 1, at);
  }
}
