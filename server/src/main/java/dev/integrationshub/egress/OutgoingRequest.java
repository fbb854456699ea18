package dev.integrationshub.egress;

import java.time.Duration;
import java.util.List;

/**
 * One request to be sent.
 *
 * @param url as somebody typed it; it is checked again for every request
 * @param headers in order, each one that {@link CheckHeader} lets pass; {@code Host} and {@code
 *     Content-Length} are added by the sender
 * @param body the exact bytes; not copied, so it must not change until the answer is there
 * @param timeout 1 to 30 s for all of it: name look-up, connection, TLS, request and response body
 */
public record OutgoingRequest(
    Method method, String url, List<Header> headers, byte[] body, Duration timeout) {

  /** What is asked of the address. */
  public enum Method {
    /** Without a body. */
    GET,
    POST
  }

  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

  public OutgoingRequest {
    headers = List.copyOf(headers);
    for (Header header : headers) {
      CheckHeader.problem(header.name(), header.value())
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }
    if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException("a timeout lies between 1 and 30 s, not " + timeout);
    }
  }

  public static OutgoingRequest get(String url, List<Header> headers, Duration timeout) {
    return new OutgoingRequest(Method.GET, url, headers, new byte[0], timeout);
  }

  public static OutgoingRequest post(
      String url, List<Header> headers, byte[] body, Duration timeout) {
    return new OutgoingRequest(Method.POST, url, headers, body, timeout);
  }

  @Override
  public String toString() {
    return "OutgoingRequest[" + method + ", " + body.length + " bytes, timeout " + timeout + "]";
  }
}
