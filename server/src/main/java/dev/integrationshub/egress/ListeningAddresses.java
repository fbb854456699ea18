package dev.integrationshub.egress;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.ServerSettings;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/** Where the hub itself listens: a webhook must not call the hub back. */
@Singleton
final class ListeningAddresses {
  private final int port;
  private final List<InetAddress> bound;

  ListeningAddresses(ServerSettings server) {
    this.port = server.port();
    try {
      this.bound = List.of(InetAddress.getAllByName(server.host()));
    } catch (UnknownHostException e) {
      throw new ConfigurationException(
          "HUB_HOST is '" + server.host() + "': set an address or a name of this machine", e);
    }
  }

  /** A hub bound to the wildcard address listens at every address of the machine. */
  boolean include(InetAddress address, int port) {
    if (port != this.port) {
      return false;
    }
    return bound.contains(address)
        || (bound.stream().anyMatch(InetAddress::isAnyLocalAddress) && isOfThisMachine(address));
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unreadable) {
      // Interfaces that can't be listed can't be told from the address: it stays forbidden.
      return true;
    }
  }
}
