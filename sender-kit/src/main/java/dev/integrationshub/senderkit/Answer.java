package dev.integrationshub.senderkit;

import java.io.IOException;

/** What the receiver does with a request once it has read it. */
@FunctionalInterface
interface Answer {
  /**
   * Ends when the answer is given, or with an exception when the sender leaves before.
   *
   * @throws IOException when the sender is gone
   */
  void give(Connection connection) throws IOException, InterruptedException;
}
