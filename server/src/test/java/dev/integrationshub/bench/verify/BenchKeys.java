package dev.integrationshub.bench.verify;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.crypto.EncryptionKey;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.ids.IdKind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Keys whose texts the bench knows, put past the API, which would take long for so many.
 *
 * @param limited those of them that have a rate limit
 * @param unknown well-formed, and nobody's
 * @param malformed with a checksum that does not fit
 */
record BenchKeys(
    List<String> unlimited, List<String> limited, List<String> unknown, List<String> malformed) {
  /** Of the hub, so that the bench can make the hashes. */
  static final String ENCRYPTION_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static final int LIMITED_PART = 10;
  private static final int MOST_LIMITED = 1_000;
  private static final int UNKNOWN = 1_000;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final String INSERT =
      """
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes,
        rate_limit_per_hour, ip_allowlist, created_at, created_by_kind, created_by_id,
        created_by_name)
      VALUES (:id, :organizationId, 'Key of a service', :prefix, :hash, 1,
        '{recordings:read,users:read}', :limit, '{}', now(), 'operator', :id, 'bench')
      """;

  static BenchKeys create(Jdbi jdbi, String organization, int count) {
    var random = new Random(count);
    int limitedCount = Math.min(MOST_LIMITED, count / LIMITED_PART);
    List<String> limited = texts(random, limitedCount);
    List<String> unlimited = texts(random, count - limitedCount);
    UUID organizationId = IdKind.ORGANIZATION.parse(organization).orElseThrow();
    jdbi.useHandle(
        handle -> {
          insert(handle, organizationId, unlimited, null);
          insert(handle, organizationId, limited, 1_000_000);
          handle.execute("INSERT INTO api_key_use (key_id) SELECT id FROM api_key");
          handle.execute("VACUUM ANALYZE");
        });
    List<String> malformed = new ArrayList<>();
    for (String text : texts(random, UNKNOWN)) {
      malformed.add(text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0"));
    }
    return new BenchKeys(unlimited, limited, texts(random, UNKNOWN), malformed);
  }

  private static void insert(
      Handle handle, UUID organizationId, List<String> texts, @Nullable Integer limit) {
    var hasher = new KeyHasher(new EncryptionKey(Base64.getDecoder().decode(ENCRYPTION_KEY)));
    PreparedBatch batch = handle.prepareBatch(INSERT);
    for (String text : texts) {
      batch
          .bind("id", UUID.randomUUID())
          .bind("organizationId", organizationId)
          .bind("prefix", text.substring(0, text.lastIndexOf('_')))
          .bind("hash", hasher.hash(text))
          .bind("limit", limit)
          .add();
    }
    if (!texts.isEmpty()) {
      batch.execute();
    }
  }

  private static List<String> texts(Random random, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(
          HubClient.withChecksum("ihk_live_" + base62(random, 10) + "_" + base62(random, 32)));
    }
    return texts;
  }

  private static String base62(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return text.toString();
  }
}
