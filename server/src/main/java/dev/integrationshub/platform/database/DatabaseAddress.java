package dev.integrationshub.platform.database;

import dev.integrationshub.platform.configuration.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How to reach PostgreSQL.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?options}; may hold credentials when it
 *     was given so, and is therefore a secret
 * @param user empty when the URL carries it
 */
public record DatabaseAddress(Secret jdbcUrl, Optional<String> user, Optional<Secret> password) {

  /** Takes both spellings of {@code HUB_DATABASE_URL}: JDBC's, and libpq's URI. */
  public static DatabaseAddress parse(String url) {
    if (url.startsWith("jdbc:")) {
      return new DatabaseAddress(new Secret(url), Optional.empty(), Optional.empty());
    }
    URI uri = URI.create(url);
    String host = uri.getHost() == null ? "localhost" : uri.getHost();
    String jdbcUrl =
        "jdbc:postgresql://"
            + host
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    String[] credentials =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    return new DatabaseAddress(
        new Secret(jdbcUrl),
        credentials.length > 0 ? Optional.of(decode(credentials[0])) : Optional.empty(),
        credentials.length > 1
            ? Optional.of(new Secret(decode(credentials[1])))
            : Optional.empty());
  }

  /** Host, port and database: what may be shown. */
  public String display() {
    return jdbcUrl.value().replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", "");
  }

  private static String decode(String text) {
    // URLDecoder is for forms, where + is a space; in a URI it stands for itself.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
