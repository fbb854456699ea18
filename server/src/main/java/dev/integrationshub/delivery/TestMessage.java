package dev.integrationshub.delivery;

import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.webhooks.TestTarget;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a test sends: a delivery's request, with the mark that it is none.
 *
 * @param data the exact bytes of the event's data
 */
record TestMessage(String event, byte[] data, TestSignature signature) {
  /** Custom headers can't have this name: what starts with webhook- is reserved. */
  static final Header MARK = new Header("webhook-test", "true");

  byte[] body(UUID eventId) {
    return ComposeRequest.body(event, Ids.createdAt(eventId), data);
  }

  List<Header> headers(
      UUID eventId, Instant now, byte[] body, TestTarget target, String userAgent) {
    byte[] signed =
        switch (signature) {
          case SIGNED, UNSIGNED -> body;
          case TAMPERED -> lengthened(body);
        };
    List<Header> headers =
        new ArrayList<>(
            ComposeRequest.headers(
                eventId, null, now, signed, target.keys(), userAgent, target.headers()));
    if (signature == TestSignature.UNSIGNED) {
      headers.removeIf(header -> header.name().equals(ComposeRequest.SIGNATURE));
    }
    headers.addFirst(MARK);
    return List.copyOf(headers);
  }

  private static byte[] lengthened(byte[] body) {
    var longer = new ByteArrayOutputStream(body.length + 1);
    longer.writeBytes(body);
    longer.write(' ');
    return longer.toByteArray();
  }

  @Override
  public String toString() {
    return "TestMessage[" + event + ", " + data.length + " bytes, " + signature + "]";
  }
}
