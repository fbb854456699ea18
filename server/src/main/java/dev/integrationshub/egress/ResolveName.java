package dev.integrationshub.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses behind a name; may block for long. */
@FunctionalInterface
interface ResolveName {
  /**
   * @return at least one address
   * @throws UnknownHostException when there is none, or nobody who knows answers
   */
  List<InetAddress> addresses(String name) throws UnknownHostException;
}
