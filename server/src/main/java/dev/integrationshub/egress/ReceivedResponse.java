package dev.integrationshub.egress;

import java.util.List;
import java.util.Optional;

/**
 * What came back, bounded.
 *
 * @param headers in order of arrival, at most 16 KiB together
 * @param body as received, never decompressed; at most {@value #MAX_BODY_BYTES} bytes
 * @param truncated whether the body went on, or would have, beyond what is kept here
 */
public record ReceivedResponse(
    int statusCode, List<Header> headers, byte[] body, boolean truncated) {
  public static final int MAX_BODY_BYTES = 32 * 1024;

  public ReceivedResponse {
    headers = List.copyOf(headers);
  }

  /** The first value of a header; names are compared without regard to case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }
}
