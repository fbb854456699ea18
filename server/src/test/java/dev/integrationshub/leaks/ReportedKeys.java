package dev.integrationshub.leaks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.ids.IdKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What the tests of leaks do again and again, in an organization of their own. */
record ReportedKeys(HubClient client, Jdbi jdbi) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key of the hub, with the text that nobody should find. */
  record Key(String id, String text) {}

  static ReportedKeys inNewOrganization(Jdbi jdbi) {
    return new ReportedKeys(HubClient.operatorOfNewOrganization(jdbi), jdbi);
  }

  Key create(String members) {
    String scopes = "\"scopes\": [\"recordings:read\"]";
    HubClient.Answer created =
        client.createKey("CI", members.isEmpty() ? scopes : scopes + ", " + members);
    return new Key(created.text("/id"), created.text("/key"));
  }

  /** Well-formed, of the key's public id, and not the key. */
  static String withWrongSecret(Key key) {
    return HubClient.withChecksum(key.text().substring(0, 20) + "0".repeat(32));
  }

  static String unknown() {
    return HubClient.withChecksum("ihk_live_0000000000_" + "0".repeat(32));
  }

  /** A report of one token by the root key, without the header that names an organization. */
  HubClient.Answer report(String token) {
    return report(token, "");
  }

  HubClient.Answer report(String token, String members) {
    return root()
        .post(
            "/api/leaks",
            "{\"leaks\": [{\"token\": \"%s\", \"source\": \"gitleaks\", \"url\": \"https://git.example.com/.env\"}]%s}"
                .formatted(token, members.isEmpty() ? "" : ", " + members));
  }

  HubClient root() {
    return new HubClient(
        client.hub(), Map.of("Authorization", client.headers().getOrDefault("Authorization", "")));
  }

  String status(Key key) {
    return client.get("/api/organizations/api-keys/" + key.id()).text("/status");
  }

  String publicOrganizationId() {
    return IdKind.ORGANIZATION.format(client.organizationId());
  }

  /** The audit's entries on leaks of the key, oldest first. */
  List<JsonNode> audit(Key key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT CAST(to_jsonb(a) AS text) FROM audit_entry a
                    WHERE organization_id = :organizationId AND target = :target
                      AND action = 'api_key.leaked'
                    ORDER BY id
                    """)
                .bind("organizationId", client.organizationId())
                .bind("target", key.id())
                .mapTo(String.class)
                .map(ReportedKeys::parse)
                .list());
  }

  String leakedAt(Key key) {
    UUID id = IdKind.API_KEY.parse(key.id()).orElseThrow();
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "SELECT coalesce(CAST(leaked_at AS text), '') FROM api_key WHERE id = ?", id)
                .mapTo(String.class)
                .one());
  }

  /** The data of the organization's events on leaks, oldest first. */
  List<JsonNode> events() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT convert_from(payload, 'UTF8') FROM event
                    WHERE organization_id = :organizationId AND type = 'api_key.leaked'
                    ORDER BY id
                    """)
                .bind("organizationId", client.organizationId())
                .mapTo(String.class)
                .map(ReportedKeys::parse)
                .list());
  }

  void expectUntouched(Key key) {
    assertThat(status(key)).isEqualTo("active");
    assertThat(leakedAt(key)).isEmpty();
    assertThat(audit(key)).isEmpty();
    assertThat(events()).isEmpty();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
