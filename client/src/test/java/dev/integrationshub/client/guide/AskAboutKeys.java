package dev.integrationshub.client.guide;

import dev.integrationshub.client.Ask;
import dev.integrationshub.client.EndedCall;
import dev.integrationshub.client.HubClient;
import dev.integrationshub.client.HubException;
import dev.integrationshub.client.Verification;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

final class AskAboutKeys {
  private final HubClient hub;

  AskAboutKeys(URI address, String rootKey) {
    hub = HubClient.builder(address, rootKey).deadline(Duration.ofSeconds(2)).build();
  }

  /** The HTTP status to answer a call with: 200 lets it through. */
  int admit(String authorization, InetAddress caller) {
    String key = authorization.replaceFirst("(?i)^bearer ", "");
    Verification verification;
    try {
      verification = hub.verify(key, Ask.scopes("recordings:read").from(caller));
    } catch (HubException e) {
      return 503;
    }
    return switch (verification.code()) {
      case VALID -> 200;
      case RATE_LIMITED -> 429;
      case INSUFFICIENT_SCOPE, IP_NOT_ALLOWED -> 403;
      case MALFORMED, NOT_FOUND, REVOKED, DISABLED, EXPIRED, OTHER -> 401;
    };
  }

  /** Adds latency and failures to what the page shows of the key. */
  void ended(String keyId, int status, Duration latency) {
    hub.reportCalls(List.of(EndedCall.now(keyId, status, latency)));
  }
}
