package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.signing.SignMessage;
import dev.integrationshub.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what a receiver gets (Standard Webhooks); pure. */
final class ComposeRequest {
  static final String SIGNATURE = "webhook-signature";
  private static final String MASK = "***";

  private ComposeRequest() {}

  /** The same bytes on every attempt; {@code data} goes in as it is. */
  static byte[] body(String type, Instant acceptedAt, byte[] data) {
    var body = new ByteArrayOutputStream(data.length + 128);
    body.writeBytes("{\"type\":\"".getBytes(UTF_8));
    body.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(type));
    body.writeBytes(("\",\"timestamp\":\"" + acceptedAt + "\",\"data\":").getBytes(UTF_8));
    body.writeBytes(data);
    body.write('}');
    return body.toByteArray();
  }

  /**
   * @param resentFrom the event that was sent again with other data, which marks this one; null for
   *     what was published
   * @param custom the customer's own, last: none of them can replace the hub's
   */
  static List<Header> headers(
      UUID eventId,
      @Nullable UUID resentFrom,
      Instant now,
      byte[] body,
      List<SigningKey> keys,
      String userAgent,
      List<Header> custom) {
    String id = IdKind.EVENT.format(eventId);
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("webhook-id", id));
    headers.add(new Header("webhook-timestamp", Long.toString(now.getEpochSecond())));
    headers.add(new Header(SIGNATURE, SignMessage.sign(keys, id, now.getEpochSecond(), body)));
    if (resentFrom != null) {
      headers.add(new Header("webhook-resent-from", IdKind.EVENT.format(resentFrom)));
    }
    headers.add(new Header("content-type", "application/json"));
    headers.add(new Header("user-agent", userAgent));
    headers.addAll(custom);
    return List.copyOf(headers);
  }

  /** What may be kept and shown: no signature, and of the customer's own only the names. */
  static List<Header> redacted(List<Header> headers, List<Header> custom) {
    return headers.stream()
        .map(
            header ->
                header.name().equals(SIGNATURE) || custom.contains(header)
                    ? new Header(header.name(), MASK)
                    : header)
        .toList();
  }
}
