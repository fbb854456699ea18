package dev.integrationshub.senderkit;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param httpPort 0 takes a free one
 * @param httpsPort the further ports of TLS follow this one; 0 takes free ones
 * @param certificates a folder; keys and certificates that it holds are used again
 */
record Options(int httpPort, int httpsPort, Path certificates) {

  /**
   * @throws IllegalArgumentException with a sentence for whoever typed it
   */
  static Options of(List<String> arguments) {
    Options options = new Options(9080, 9443, Path.of("hostile-receiver-certificates"));
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      options = options.with(name, arguments.get(i + 1));
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--http-port" -> new Options(port(name, value), httpsPort, certificates);
      case "--https-port" -> new Options(httpPort, port(name, value), certificates);
      case "--certificates" -> new Options(httpPort, httpsPort, Path.of(value));
      default ->
          throw new IllegalArgumentException(
              name + " is unknown: there are --http-port, --https-port and --certificates");
    };
  }

  private static int port(String name, String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
      throw new IllegalArgumentException(name + " is '" + value + "': set 0 to 65535");
    }
    return Integer.parseInt(value);
  }

  int port(Endpoint endpoint) {
    return endpoint.port(httpPort, httpsPort);
  }
}
