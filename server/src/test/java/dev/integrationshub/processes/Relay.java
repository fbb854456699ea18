package dev.integrationshub.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine that can be cut: then connections stay open and nothing comes
 * through any more, as when a cable is pulled.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final OutputStream witness;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object passage = new Object();
  private boolean cut;

  private Relay(ServerSocket listening, int target, OutputStream witness) {
    this.listening = listening;
    this.target = target;
    this.witness = witness;
  }

  public static Relay to(int port) throws IOException {
    return to(port, OutputStream.nullOutputStream());
  }

  /**
   * @param witness gets a copy of all that is sent to the server, before the server gets it
   */
  public static Relay to(int port, OutputStream witness) throws IOException {
    Relay relay =
        new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, witness);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  public int port() {
    return listening.getLocalPort();
  }

  public void cut() {
    synchronized (passage) {
      cut = true;
    }
  }

  public void mend() {
    synchronized (passage) {
      cut = false;
      passage.notifyAll();
    }
  }

  @Override
  public void close() throws IOException {
    mend();
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listening.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far, witness));
        Thread.ofVirtual().start(() -> pass(far, near, OutputStream.nullOutputStream()));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void pass(Socket from, Socket to, OutputStream witness) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        waitForPassage();
        witness.write(buffer, 0, length);
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException ended) {
      // One side has; closing tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForPassage() throws InterruptedException {
    synchronized (passage) {
      while (cut) {
        passage.wait();
      }
    }
  }
}
