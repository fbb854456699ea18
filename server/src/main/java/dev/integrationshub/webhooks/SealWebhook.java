package dev.integrationshub.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.crypto.SecretBox;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.signing.SignatureScheme;
import dev.integrationshub.signing.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Seals and opens a webhook's secret and custom headers. What is sealed opens under the same
 * webhook's id only. What attempts need of a webhook stays open for a minute, because they need it
 * again and again.
 */
@ApplicationScoped
public class SealWebhook {
  private static final int MOST_OPEN = 1_000;
  private static final Duration OPEN_FOR = Duration.ofMinutes(1);

  private final SecretBox box;
  private final ObjectMapper json;
  private final Cache<SealedKey, SigningKey> openKeys = cache();
  private final Cache<SealedHeaders, List<Header>> openHeaders = cache();

  SealWebhook(SecretBox box, ObjectMapper json) {
    this.box = box;
    this.json = json;
  }

  private record SealedKey(UUID webhookId, SignatureScheme scheme, ByteBuffer sealed) {}

  private record SealedHeaders(UUID webhookId, ByteBuffer sealed) {}

  private static <K, V> Cache<K, V> cache() {
    return Caffeine.newBuilder().maximumSize(MOST_OPEN).expireAfterWrite(OPEN_FOR).build();
  }

  byte[] sealKey(UUID webhookId, SigningKey key) {
    return box.seal(key.bytes(), secretContext(webhookId));
  }

  SigningKey openKey(UUID webhookId, SignatureScheme scheme, byte[] sealed) {
    return SigningKey.of(scheme, box.open(sealed, secretContext(webhookId)));
  }

  /** With the scheme before it, because a webhook may have changed it since. */
  byte[] sealFormerKey(UUID webhookId, SigningKey key) {
    String text = key.scheme().code() + "," + Base64.getEncoder().encodeToString(key.bytes());
    return box.seal(text.getBytes(UTF_8), formerSecretContext(webhookId));
  }

  private SigningKey openFormerKey(UUID webhookId, byte[] sealed) {
    String text = new String(box.open(sealed, formerSecretContext(webhookId)), UTF_8);
    int comma = text.indexOf(',');
    return SigningKey.of(
        SignatureScheme.of(text.substring(0, comma)),
        Base64.getDecoder().decode(text.substring(comma + 1)));
  }

  /** What signs a request, in this order. */
  public List<SigningKey> openKeys(
      UUID webhookId, SignatureScheme scheme, byte[] current, List<byte[]> former) {
    List<SigningKey> keys = new ArrayList<>();
    keys.add(
        openKeys.get(
            new SealedKey(webhookId, scheme, ByteBuffer.wrap(current)),
            key -> openKey(webhookId, scheme, current)));
    for (byte[] sealed : former) {
      keys.add(openFormerKey(webhookId, sealed));
    }
    return List.copyOf(keys);
  }

  byte[] sealHeaders(UUID webhookId, List<Header> headers) {
    try {
      return box.seal(json.writeValueAsBytes(headers), headersContext(webhookId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Header> openHeaders(UUID webhookId, byte[] sealed) {
    return openHeaders.get(
        new SealedHeaders(webhookId, ByteBuffer.wrap(sealed)), key -> open(webhookId, sealed));
  }

  private List<Header> open(UUID webhookId, byte[] sealed) {
    try {
      return List.copyOf(
          json.readValue(
              box.open(sealed, headersContext(webhookId)), new TypeReference<List<Header>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secretContext(UUID webhookId) {
    return "webhook secret " + IdKind.WEBHOOK.format(webhookId);
  }

  private static String formerSecretContext(UUID webhookId) {
    return "webhook former secret " + IdKind.WEBHOOK.format(webhookId);
  }

  private static String headersContext(UUID webhookId) {
    return "webhook headers " + IdKind.WEBHOOK.format(webhookId);
  }
}
