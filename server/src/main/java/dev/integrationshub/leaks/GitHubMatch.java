package dev.integrationshub.leaks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.integrationshub.keys.LeakedToken;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One finding of GitHub's secret scanning. Fields that GitHub may add are no reason to lose it.
 *
 * @param source where on GitHub, such as {@code commit}
 */
@Schema(name = "GitHubSecretMatch")
@JsonIgnoreProperties(ignoreUnknown = true)
record GitHubMatch(
    @Schema(required = true) @Nullable String token,
    @Schema(description = "The name under which GitHub knows the expression that matched")
        @Nullable String type,
    @Nullable String url,
    @Nullable String source) {

  private static final String GITHUB = "github";

  /**
   * For the same reason, a URL of any length and content is taken, and kept as far as it is fit.
   */
  LeakedToken leaked() {
    return new LeakedToken(
        Objects.requireNonNull(token), GITHUB, url == null || url.isEmpty() ? null : fit(url));
  }

  private static String fit(String url) {
    String visible = url.replaceAll("\\p{Cntrl}", "");
    return visible.substring(0, Math.min(visible.length(), ReportLeaksRequest.MAX_URL_LENGTH));
  }

  /** What GitHub learns of a finding of its own. */
  @Schema(name = "GitHubSecretLabel")
  record Label(
      @Schema(required = true, description = "The token's SHA-256 in hexadecimal digits")
          @JsonProperty("token_hash")
          String tokenHash,
      @Schema(required = true) @JsonProperty("token_type") String tokenType,
      @Schema(
              required = true,
              enumeration = {"true_positive", "false_positive"})
          String label) {

    static Label of(GitHubMatch match, String token, boolean isKey) {
      return new Label(
          Sha256.hex(token),
          match.type() == null ? "" : match.type(),
          isKey ? "true_positive" : "false_positive");
    }
  }

  @Override
  public String toString() {
    return "GitHubMatch[" + type + "]";
  }
}
