package dev.integrationshub.senderkit;

import java.io.IOException;
import java.nio.file.Files;
import java.security.Security;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Listens on all of its ports until it is killed. */
public final class HostileReceiver {
  private static final String DISABLED_ALGORITHMS = "jdk.tls.disabledAlgorithms";

  private HostileReceiver() {}

  /**
   * @param arguments see {@link Options}
   */
  public static void main(String[] arguments) {
    try {
      run(Options.of(List.of(arguments)));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("hostile-receiver: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(Options options) throws IOException {
    allowOldTls();
    Files.createDirectories(options.certificates());
    CertificateAuthority authority = CertificateAuthority.in(options.certificates());
    Map<Endpoint, Integer> ports = start(options, authority);
    String plain = Endpoint.HTTP.url(ports.getOrDefault(Endpoint.HTTP, 0), "");
    System.out.println("HTTP at " + plain);
    System.out.println("HTTPS at " + Endpoint.HTTPS.url(ports.getOrDefault(Endpoint.HTTPS, 0), ""));
    System.out.println("The sender must trust " + authority.pem().toAbsolutePath());
    System.out.println("Every case: " + plain + "/cases");
    System.out.println("What arrived: " + plain + "/seen");
    System.out.println("The hostile receiver is ready");
  }

  private static Map<Endpoint, Integer> start(Options options, CertificateAuthority authority)
      throws IOException {
    List<Listener> listeners = new ArrayList<>();
    Map<Endpoint, Integer> ports = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      Listener listener = Listener.open(endpoint, options.port(endpoint), authority);
      listeners.add(listener);
      ports.put(endpoint, listener.port());
    }
    InstantSource clock = InstantSource.system();
    Cases cases = Cases.all(clock);
    var serve = new ServeConnection(cases, ports, new Seen(), clock);
    listeners.forEach(listener -> listener.start(serve));
    return ports;
  }

  /** The JDK refuses TLS 1.0 and 1.1; one of the ports must offer them and nothing better. */
  private static void allowOldTls() {
    String disabled = Security.getProperty(DISABLED_ALGORITHMS);
    Security.setProperty(
        DISABLED_ALGORITHMS,
        Arrays.stream(disabled.split(","))
            .map(String::strip)
            .filter(name -> !name.equals("TLSv1") && !name.equals("TLSv1.1"))
            .collect(Collectors.joining(", ")));
  }
}
