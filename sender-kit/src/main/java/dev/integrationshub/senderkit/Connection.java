package dev.integrationshub.senderkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection whose request was read.
 *
 * @param socket beneath TLS; the streams are above it
 */
record Connection(Socket socket, InputStream in, OutputStream out) {

  void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Ends it by a TCP reset, so that the sender sees no orderly end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Ends it without TLS's farewell. */
  void close() throws IOException {
    socket.close();
  }

  void waitUntilTheSenderLeaves() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
