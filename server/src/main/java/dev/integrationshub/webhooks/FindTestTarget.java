package dev.integrationshub.webhooks;

import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.signing.SignatureScheme;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Finds out where a test goes: a webhook as it is saved, or one that is still being typed. */
@ApplicationScoped
public class FindTestTarget {
  private static final String SAVED =
      """
      SELECT url, headers, signature_scheme, secret, timeout_seconds FROM webhook
      WHERE organization_id = :organizationId AND id = :id
      """;

  private final SealWebhook seal;
  private final CheckWebhook check;

  FindTestTarget(SealWebhook seal, CheckWebhook check) {
    this.seal = seal;
    this.check = check;
  }

  /**
   * @param headers sealed
   * @param secret sealed
   */
  record Row(
      String url, byte[] headers, String signatureScheme, byte[] secret, int timeoutSeconds) {}

  /**
   * A webhook that is not saved.
   *
   * @param secret one is made where it is null
   */
  public record Unsaved(
      @Nullable String url,
      @Nullable String secret,
      @Nullable List<@Nullable HeaderSetting> headers,
      @Nullable Integer timeoutSeconds) {

    @Override
    public String toString() {
      return "Unsaved[***]";
    }
  }

  /** Signed as its deliveries are; whether it is enabled makes no difference. */
  public TestTarget saved(Handle handle, UUID organizationId, UUID id) {
    Row row =
        handle
            .createQuery(SAVED)
            .bind("organizationId", organizationId)
            .bind("id", id)
            .map(ConstructorMapper.of(Row.class))
            .findOne()
            .orElseThrow(FindWebhook::notFound);
    return new TestTarget(
        row.url,
        seal.openHeaders(id, row.headers),
        seal.openKeys(
            id,
            SignatureScheme.of(row.signatureScheme),
            row.secret,
            FormerSecrets.unexpired(handle, id)),
        row.timeoutSeconds);
  }

  /** By the rules for a webhook that is created; what is wrong adds to the errors. */
  public TestTarget unsaved(Unsaved webhook, FieldErrors errors) {
    return check.target(webhook, errors);
  }
}
