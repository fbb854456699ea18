package dev.integrationshub.leaks;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.Outcome;
import dev.integrationshub.egress.OutgoingRequest;
import dev.integrationshub.egress.ReceivedResponse;
import dev.integrationshub.egress.SendRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches the public keys that sign GitHub's reports, under the rules for outgoing requests: a
 * checked address, no redirect, one deadline and a bounded answer.
 */
@Singleton
class FetchGitHubKeys {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<Header> HEADERS =
      List.of(
          new Header("Accept", "application/json"),
          // GitHub refuses requests without one.
          new Header("User-Agent", "integrations-hub"));

  private final SendRequest send;
  private final ObjectMapper json;

  FetchGitHubKeys(SendRequest send, ObjectMapper json) {
    this.send = send;
    this.json = json;
  }

  /** There are no keys to be had; the message says why. */
  static final class FailedException extends Exception {
    FailedException(String message) {
      super(message, null, false, false);
    }
  }

  /** The keys by their identifiers; what is no key of the curve P-256 is left out. */
  Map<String, ECPublicKey> fetch(URI address) throws FailedException {
    Exchange exchange = send.send(OutgoingRequest.get(address.toString(), HEADERS, TIMEOUT));
    return switch (exchange.outcome()) {
      case Outcome.Failed failed -> throw new FailedException(failed.detail());
      case Outcome.Responded responded when responded.statusCode() != 200 ->
          throw new FailedException("The answer has the status " + responded.statusCode() + ".");
      case Outcome.Responded responded -> read(exchange.response().orElseThrow());
    };
  }

  private Map<String, ECPublicKey> read(ReceivedResponse response) throws FailedException {
    if (response.truncated()) {
      throw new FailedException(
          "The answer has more than " + ReceivedResponse.MAX_BODY_BYTES + " bytes.");
    }
    Map<String, ECPublicKey> keys = new HashMap<>();
    for (JsonNode entry : document(response.body()).path("public_keys")) {
      VerifySignature.key(entry.path("key").asText())
          .ifPresent(key -> keys.put(entry.path("key_identifier").asText(), key));
    }
    if (keys.isEmpty()) {
      throw new FailedException("The answer holds no key of the curve P-256.");
    }
    return Map.copyOf(keys);
  }

  private JsonNode document(byte[] body) throws FailedException {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw new FailedException("The answer is not JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
