package dev.integrationshub.client;

import static dev.integrationshub.client.WebhookVerificationException.Reason.MALFORMED_HEADER;
import static dev.integrationshub.client.WebhookVerificationException.Reason.MISSING_HEADER;
import static dev.integrationshub.client.WebhookVerificationException.Reason.OTHER_SCHEME;
import static dev.integrationshub.client.WebhookVerificationException.Reason.TOO_NEW;
import static dev.integrationshub.client.WebhookVerificationException.Reason.TOO_OLD;
import static dev.integrationshub.client.WebhookVerificationException.Reason.WRONG_SIGNATURE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request was sent by the hub, just now, with exactly this body (Standard
 * Webhooks). It holds the keys of one webhook, never shows them, and may be used by any number of
 * threads.
 */
public final class WebhookVerifier {
  public static final String ID_HEADER = "webhook-id";
  public static final String TIMESTAMP_HEADER = "webhook-timestamp";
  public static final String SIGNATURE_HEADER = "webhook-signature";

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,12}");

  private final List<WebhookKey> keys;
  private final Duration tolerance;
  private final InstantSource clock;

  private WebhookVerifier(List<WebhookKey> keys, Duration tolerance, InstantSource clock) {
    this.keys = keys;
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /**
   * Tolerates timestamps five minutes off the system's clock.
   *
   * @param key the webhook's secret ({@code whsec_…}) or its public key ({@code whpk_…})
   * @param more further ones; a signature by any of them is good. During a rotation the hub signs
   *     with the former key too, so that the new one may be put in at any time.
   * @throws IllegalArgumentException when a key can't be read; the message doesn't repeat it
   */
  public static WebhookVerifier of(String key, String... more) {
    List<WebhookKey> keys = new ArrayList<>();
    keys.add(WebhookKey.parse(key));
    Arrays.stream(more).map(WebhookKey::parse).forEach(keys::add);
    return new WebhookVerifier(List.copyOf(keys), TOLERANCE, InstantSource.system());
  }

  /**
   * @param tolerance how far a timestamp may be off, into the past and into the future; to the
   *     second. The shorter, the less time has somebody to send a request again that they saw.
   */
  public WebhookVerifier withTolerance(Duration tolerance) {
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("a tolerance is not negative: " + tolerance);
    }
    return new WebhookVerifier(keys, tolerance, clock);
  }

  /** The same by another clock, for tests. */
  public WebhookVerifier withClock(InstantSource clock) {
    return new WebhookVerifier(keys, tolerance, clock);
  }

  /**
   * @param body the request's body, byte for byte as it came: JSON that was read and written again
   *     is not the same
   * @param header finds a header's value by its name, in whatever case, or null: such as {@code
   *     request::getHeader} of a servlet's request
   * @throws WebhookVerificationException when the request must not be believed
   */
  public VerifiedWebhook verify(byte[] body, Function<String, @Nullable String> header)
      throws WebhookVerificationException {
    return verify(
        body,
        header.apply(ID_HEADER),
        header.apply(TIMESTAMP_HEADER),
        header.apply(SIGNATURE_HEADER));
  }

  /**
   * @param body the request's body, byte for byte as it came
   * @param id the value of {@code webhook-id}, or null when it is missing
   * @param timestamp the value of {@code webhook-timestamp}, likewise
   * @param signatures the value of {@code webhook-signature}, likewise: one or more, separated by
   *     spaces
   * @throws WebhookVerificationException when the request must not be believed
   */
  public VerifiedWebhook verify(
      byte[] body, @Nullable String id, @Nullable String timestamp, @Nullable String signatures)
      throws WebhookVerificationException {
    String givenId = present(ID_HEADER, id);
    String givenTimestamp = present(TIMESTAMP_HEADER, timestamp);
    String givenSignatures = present(SIGNATURE_HEADER, signatures);
    if (givenId.indexOf('.') >= 0) {
      // Dots separate what is signed: one in the id could shift the parts.
      throw new WebhookVerificationException(MALFORMED_HEADER, ID_HEADER + " holds a dot");
    }
    Instant sentAt = sentAt(givenTimestamp);
    checkAge(sentAt);
    checkSignatures((givenId + "." + givenTimestamp + ".").getBytes(UTF_8), body, givenSignatures);
    return new VerifiedWebhook(givenId, sentAt);
  }

  private static String present(String name, @Nullable String value)
      throws WebhookVerificationException {
    if (value == null || value.isBlank()) {
      throw new WebhookVerificationException(MISSING_HEADER, "there is no " + name);
    }
    return value;
  }

  private static Instant sentAt(String timestamp) throws WebhookVerificationException {
    if (!UNIX_SECONDS.matcher(timestamp).matches()) {
      throw new WebhookVerificationException(
          MALFORMED_HEADER, TIMESTAMP_HEADER + " is not a number of seconds since 1970");
    }
    return Instant.ofEpochSecond(Long.parseLong(timestamp));
  }

  private void checkAge(Instant sentAt) throws WebhookVerificationException {
    long age = clock.instant().getEpochSecond() - sentAt.getEpochSecond();
    if (age > tolerance.toSeconds()) {
      throw new WebhookVerificationException(
          TOO_OLD, "sent " + age + " s ago; " + tolerance.toSeconds() + " s are tolerated");
    }
    if (-age > tolerance.toSeconds()) {
      throw new WebhookVerificationException(
          TOO_NEW,
          "sent " + -age + " s from now by this clock; " + tolerance.toSeconds() + " s tolerated");
    }
  }

  private void checkSignatures(byte[] head, byte[] body, String signatures)
      throws WebhookVerificationException {
    boolean known = false;
    for (String signature : signatures.trim().split(" +", -1)) {
      for (WebhookKey key : keys) {
        if (signature.startsWith(key.scheme() + ",")) {
          known = true;
          byte[] bytes = decoded(signature.substring(key.scheme().length() + 1));
          if (key.verifies(bytes, head, body)) {
            return;
          }
        }
      }
    }
    if (!known) {
      throw new WebhookVerificationException(
          OTHER_SCHEME, "not signed by a scheme of the keys here (whsec_: v1, whpk_: v1a)");
    }
    throw new WebhookVerificationException(
        WRONG_SIGNATURE, "no signature fits: another key, or another body than was sent");
  }

  /** Nothing for what is not base64, which is nobody's signature. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return "WebhookVerifier[keys=" + keys.size() + ", tolerance=" + tolerance + "]";
  }
}
