package dev.integrationshub.senderkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One port of the loopback interface, with or without TLS. */
final class Listener {
  private static final int BACKLOG = 1_000;

  /** Little, so that what the system takes off our hands is about what the sender took. */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private final Endpoint endpoint;
  private final ServerSocket socket;
  private final Optional<SSLContext> tls;

  private Listener(Endpoint endpoint, ServerSocket socket, Optional<SSLContext> tls) {
    this.endpoint = endpoint;
    this.socket = socket;
    this.tls = tls;
  }

  static Listener open(Endpoint endpoint, int port, CertificateAuthority authority)
      throws IOException {
    Optional<SSLContext> tls = endpoint.tls(authority);
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("port " + port + " for " + endpoint.id() + ": " + e.getMessage(), e);
    }
    return new Listener(endpoint, socket, tls);
  }

  int port() {
    return socket.getLocalPort();
  }

  void start(ServeConnection serve) {
    Thread.ofPlatform().name(endpoint.id()).start(() -> accept(serve));
  }

  private void accept(ServeConnection serve) {
    while (!socket.isClosed()) {
      try {
        Socket accepted = socket.accept();
        Thread.ofVirtual().start(() -> serve(accepted, serve));
      } catch (IOException e) {
        System.err.println(endpoint.id() + " could not take a connection: " + e.getMessage());
      }
    }
  }

  private void serve(Socket accepted, ServeConnection serve) {
    try (accepted) {
      accepted.setSendBufferSize(SEND_BUFFER_BYTES);
      if (endpoint == Endpoint.TLS_SILENT) {
        accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
      } else if (tls.isPresent()) {
        try (SSLSocket secured = handshake(accepted, tls.get())) {
          serve.serve(endpoint, accepted, secured);
        }
      } else {
        serve.serve(endpoint, accepted, accepted);
      }
    } catch (IOException gone) {
      // The sender went away or refused our certificate, as it should: nothing is left to answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SSLSocket handshake(Socket accepted, SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(endpoint.protocols().toArray(String[]::new));
    secured.startHandshake();
    return secured;
  }
}
