package dev.integrationshub.egress;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's receiver on a real socket of 127.0.0.1, which records what arrives and answers as the
 * test says: 200 unless told otherwise. It speaks just enough HTTP/1.1 to misbehave on purpose.
 */
public final class HttpsReceiver implements AutoCloseable {
  /** The authority and the server's certificate, made once for the JVM. */
  public static final TestCertificates CERTIFICATE = TestCertificates.shared();

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket listener;
  private final Thread acceptor;
  private final @Nullable SSLContext tls;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<ReceivedRequest> requests = new LinkedBlockingQueue<>();
  private volatile Answer always = Answer.status(200);
  private volatile Duration handshakeDelay = Duration.ZERO;

  private HttpsReceiver(InetAddress address, int port, @Nullable SSLContext tls) {
    this.tls = tls;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = Thread.ofPlatform().daemon().name("receiver-" + port()).start(this::accept);
  }

  /** HTTPS with the shared certificate, on a free port. */
  public static HttpsReceiver start() {
    return new HttpsReceiver(LOOPBACK, 0, CERTIFICATE.server());
  }

  /** HTTPS with the shared certificate, on a port that was settled before. */
  public static HttpsReceiver startAt(int port) {
    return new HttpsReceiver(LOOPBACK, port, CERTIFICATE.server());
  }

  /** HTTPS with a certificate of the caller's choice. */
  static HttpsReceiver start(SSLContext tls) {
    return new HttpsReceiver(LOOPBACK, 0, tls);
  }

  /** HTTPS with the shared certificate, elsewhere than on 127.0.0.1. */
  static HttpsReceiver start(InetAddress address) {
    return new HttpsReceiver(address, 0, CERTIFICATE.server());
  }

  /** Plain HTTP, on a free port. */
  public static HttpsReceiver startHttp() {
    return new HttpsReceiver(LOOPBACK, 0, null);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The receiver by its address. */
  public String url(String path) {
    return url("127.0.0.1", path);
  }

  /** The receiver by a name that must lead to 127.0.0.1. */
  public String url(String host, String path) {
    return (tls == null ? "http" : "https") + "://" + host + ":" + port() + path;
  }

  /** Sets what the next requests get, one each; after them comes the lasting answer again. */
  public void answerNext(Answer... next) {
    answers.addAll(Arrays.asList(next));
  }

  /** Sets the lasting answer. */
  public void answerAlways(Answer answer) {
    always = answer;
  }

  /** Lets clients wait so long for the answer to their first word of TLS. */
  void delayHandshakes(Duration delay) {
    handshakeDelay = delay;
  }

  /** Everything that arrived and was not yet taken. */
  public BlockingQueue<ReceivedRequest> requests() {
    return requests;
  }

  /** Waits for the next request. */
  public ReceivedRequest takeRequest() throws InterruptedException {
    ReceivedRequest request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request arrived within " + PATIENCE_SECONDS + " s");
    }
    return request;
  }

  /** Whether every connection has ended. */
  boolean isIdle() {
    return open.isEmpty();
  }

  /** Drops every connection that is open, as a receiver does that restarts. */
  void dropConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /**
   * Returns once the port refuses: until its accept has ended, the system still takes connections.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the receiver ended");
    }
    dropConnections();
  }

  /**
   * Runs until it is killed; prints each request as a line of JSON.
   *
   * @param args the port, and the file that gets the authority's certificate in PEM
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (var receiver =
        new HttpsReceiver(LOOPBACK, Integer.parseInt(args[0]), CERTIFICATE.server())) {
      Files.copy(CERTIFICATE.pem(), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
      while (true) {
        System.out.println(receiver.requests.take().toJson());
      }
    }
  }

  private void accept() {
    for (int count = 1; !listener.isClosed(); count++) {
      int connection = count;
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, int connection) {
    try (socket) {
      Socket stream = tls == null ? socket : handshake(socket, tls);
      InputStream in = new BufferedInputStream(stream.getInputStream());
      OutputStream out = new BufferedOutputStream(stream.getOutputStream());
      serve(socket, in, out, connection, serverName(stream));
    } catch (IOException | InterruptedException gone) {
      // The client went away, or the test is over: nothing is left to answer.
    } finally {
      open.remove(socket);
    }
  }

  private void serve(
      Socket socket, InputStream in, OutputStream out, int connection, @Nullable String serverName)
      throws IOException, InterruptedException {
    for (int count = 1; !socket.isClosed(); count++) {
      var with = new Answer.Connection(socket, in, out, count);
      Optional<ReceivedRequest> request;
      try {
        request = ReceivedRequest.read(in, connection, serverName);
      } catch (IOException notHttp) {
        Answer.raw("HTTP/1.1 400 Bad Request\r\n\r\n").give(with);
        return;
      }
      if (request.isEmpty()) {
        return;
      }
      Answer next = answers.poll();
      requests.add(request.get());
      (next == null ? always : next).give(with);
    }
  }

  private SSLSocket handshake(Socket socket, SSLContext tls)
      throws IOException, InterruptedException {
    var begun = new ByteArrayInputStream(socket.getInputStream().readNBytes(1));
    Thread.sleep(handshakeDelay);
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, begun, true);
    secured.startHandshake();
    return secured;
  }

  private static @Nullable String serverName(Socket stream) {
    if (!(stream instanceof SSLSocket secured)
        || !(secured.getSession() instanceof ExtendedSSLSession session)) {
      return null;
    }
    return session.getRequestedServerNames().stream()
        .map(name -> new SNIHostName(name.getEncoded()).getAsciiName())
        .findFirst()
        .orElse(null);
  }
}
