package dev.integrationshub.bench.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/** Verifications of keys that all have the same length, as bytes: only the key differs. */
final class PreparedRequests {
  private final byte[] request;
  private final int keyAt;
  private final byte[][] keys;
  private final byte[] answer;
  private int next;

  /**
   * @param code that must be answered
   */
  PreparedRequests(String rootKey, List<String> keys, String code) {
    int length = keys.getFirst().length();
    String body = "{\"key\":\"%s\",\"scopes\":[\"recordings:read\"],\"ip\":\"203.0.113.7\"}";
    String head =
        """
        POST /api/keys/verify HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(rootKey, body.length() - 2 + length)
            .replace("\n", "\r\n");
    this.request = (head + body.formatted(keys.getFirst())).getBytes(US_ASCII);
    this.keyAt = head.length() + body.indexOf('%');
    this.keys = keys.stream().map(key -> key.getBytes(US_ASCII)).toArray(byte[][]::new);
    this.answer =
        "{\"valid\":%s,\"code\":\"%s\"".formatted(code.equals("VALID"), code).getBytes(US_ASCII);
  }

  int count() {
    return keys.length;
  }

  int length() {
    return request.length;
  }

  /** Once for each connection: the keys follow. */
  void prepare(ByteBuffer output) {
    output.put(0, request);
  }

  /** The next key in turn. */
  void putNext(ByteBuffer output) {
    output.put(keyAt, keys[next]);
    next = next + 1 == keys.length ? 0 : next + 1;
    output.limit(request.length).position(0);
  }

  /** How the body of the answer must begin. */
  byte[] answer() {
    return answer;
  }
}
