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
  private static final int BLOCK_BYTES = 16 * 1024;

  void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  /** In blocks, so that what was taken can be told where the sender leaves in the middle. */
  void send(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
      out.write(bytes, at, Math.min(BLOCK_BYTES, bytes.length - at));
    }
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
