package dev.integrationshub.bench.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** A connection that is kept alive, with one request under way at most. */
final class Connection {
  private static final int MOST_BYTES = 16 * 1024;
  private static final byte[] OK = {'2', '0', '0'};
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final SocketChannel channel;
  private final ByteBuffer output = ByteBuffer.allocateDirect(MOST_BYTES);
  private final ByteBuffer input = ByteBuffer.allocateDirect(MOST_BYTES);
  private final byte[] answer = new byte[MOST_BYTES];
  private int bodyAt;
  private int length;

  /** When the request under way was due, by {@link System#nanoTime}. */
  long dueNanos;

  Connection(int port, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  void prepare(PreparedRequests requests) {
    requests.prepare(output.clear());
  }

  void send(PreparedRequests requests) throws IOException {
    requests.putNext(output);
    channel.write(output);
    if (output.hasRemaining()) {
      throw new IOException("the server takes no requests any more");
    }
    input.clear();
  }

  /** Reads on; whether the answer is whole now. */
  boolean receive() throws IOException {
    if (channel.read(input) < 0) {
      throw new EOFException("the server closed a connection");
    }
    length = input.position();
    input.get(0, answer, 0, length);
    return isWhole();
  }

  /** Whether it is a 200 whose body begins like that. */
  boolean answerIs(byte[] start) {
    return Arrays.equals(answer, STATUS_AT, STATUS_AT + 3, OK, 0, 3)
        && bodyAt + start.length <= length
        && Arrays.equals(answer, bodyAt, bodyAt + start.length, start, 0, start.length);
  }

  String answerText() {
    return new String(answer, 0, length, UTF_8);
  }

  void close() throws IOException {
    channel.close();
  }

  /** Only answers with a Content-Length are known, whose name no other header's shape has. */
  private boolean isWhole() {
    int bodyLength = -1;
    for (int i = 0; i + 3 < length; i++) {
      if (answer[i] != '\n') {
        continue;
      }
      if (answer[i + 1] == '\r') {
        bodyAt = i + 3;
        return length == bodyAt + bodyLength;
      }
      if (isContentLength(i + 1)) {
        bodyLength = number(i + 1 + "content-length: ".length());
      }
    }
    return false;
  }

  private boolean isContentLength(int at) {
    return at + 16 < length
        && (answer[at] | 0x20) == 'c'
        && answer[at + 7] == '-'
        && (answer[at + 8] | 0x20) == 'l'
        && answer[at + 14] == ':';
  }

  private int number(int at) {
    int number = 0;
    for (int i = at; i < length && answer[i] >= '0' && answer[i] <= '9'; i++) {
      number = number * 10 + answer[i] - '0';
    }
    return number;
  }
}
