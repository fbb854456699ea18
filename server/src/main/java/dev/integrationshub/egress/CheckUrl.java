package dev.integrationshub.egress;

import dev.integrationshub.platform.configuration.WebhookSettings;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a URL is acceptable as typed: scheme, user, host, port and, where the host is an
 * address, that address. Asks no resolver: the addresses behind a name are judged at every sending.
 */
@Singleton
public final class CheckUrl {
  private static final int MAX_LENGTH = 2048;

  /** The decision on a URL. */
  public sealed interface Result {
    record Accepted(Destination destination) implements Result {}

    /**
     * @param reason one sentence for the person who typed the URL
     */
    record Refused(String reason) implements Result {}
  }

  private final WebhookSettings settings;
  private final ClassifyAddress classifyAddress;

  CheckUrl(WebhookSettings settings, ClassifyAddress classifyAddress) {
    this.settings = settings;
    this.classifyAddress = classifyAddress;
  }

  public Result check(String url) {
    try {
      return new Result.Accepted(destination(url));
    } catch (RefusedException e) {
      return new Result.Refused(e.reason);
    }
  }

  private Destination destination(String url) throws RefusedException {
    URI uri = parse(url);
    String scheme = scheme(uri);
    String authority = uri.getRawAuthority();
    if (authority == null || authority.isEmpty()) {
      throw new RefusedException("The URL has no host.");
    }
    if (authority.indexOf('@') >= 0) {
      throw new RefusedException(
          "The URL must not carry a user or password; use a custom header instead.");
    }
    if (uri.getRawFragment() != null) {
      throw new RefusedException("The URL must not have a fragment (#…): it is never sent.");
    }
    HostAndPort typed = HostAndPort.split(authority);
    String host = typed.host().toLowerCase(Locale.ROOT);
    int port = port(typed.port(), scheme.equals("https") ? 443 : 80);
    Optional<InetAddress> literal = HostName.check(host);
    if (literal.isPresent()) {
      refuseForbidden(literal.get(), port);
    }
    return new Destination(
        scheme, HostName.withoutBrackets(host), port, pathAndQuery(uri), literal.orElse(null));
  }

  private static URI parse(String url) throws RefusedException {
    if (url.length() > MAX_LENGTH) {
      throw new RefusedException(
          "The URL has " + url.length() + " characters; at most " + MAX_LENGTH + " are allowed.");
    }
    if (!url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new RefusedException(
          "The URL must be plain ASCII without spaces: write an international name as xn--… and percent-encode the rest.");
    }
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new RefusedException("The URL is malformed: " + e.getReason() + ".");
    }
  }

  private String scheme(URI uri) throws RefusedException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (scheme.equals("https") || (scheme.equals("http") && settings.allowHttp())) {
      return scheme;
    }
    throw new RefusedException(
        scheme.equals("http")
            ? "The URL must start with https://; plain http is switched off here (HUB_WEBHOOKS_ALLOW_HTTP)."
            : "The URL must start with https://.");
  }

  private static int port(@Nullable String text, int schemesOwn) throws RefusedException {
    if (text == null) {
      return schemesOwn;
    }
    if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new RefusedException("The URL's port must lie between 1 and 65535.");
  }

  private void refuseForbidden(InetAddress address, int port) throws RefusedException {
    switch (classifyAddress.classify(address, port)) {
      case ClassifyAddress.Verdict.Allowed allowed -> {}
      case ClassifyAddress.Verdict.Forbidden forbidden ->
          throw new RefusedException(
              "The address "
                  + address.getHostAddress()
                  + " is not allowed: "
                  + forbidden.range()
                  + ".");
    }
  }

  private static String pathAndQuery(URI uri) {
    String path = uri.getRawPath();
    return (path == null || path.isEmpty() ? "/" : path)
        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  /** An authority without a user, split at the colon that starts the port. */
  private record HostAndPort(String host, @Nullable String port) {
    static HostAndPort split(String authority) {
      int colon = authority.indexOf(':', Math.max(authority.lastIndexOf(']'), 0));
      return colon < 0
          ? new HostAndPort(authority, null)
          : new HostAndPort(authority.substring(0, colon), authority.substring(colon + 1));
    }
  }
}
