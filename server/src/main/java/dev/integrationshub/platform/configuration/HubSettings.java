package dev.integrationshub.platform.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Everything that an operator sets, from the {@code HUB_*} environment variables. */
public record HubSettings(
    ServerSettings server,
    DatabaseSettings database,
    CryptoSettings crypto,
    FirstStartSettings firstStart,
    WebhookSettings webhooks,
    LeakSettings leaks,
    RetentionSettings retention) {

  private static final int MIN_PASSWORD_LENGTH = 12;
  private static final int MIN_ROOT_KEY_LENGTH = 32;

  /**
   * Reads and checks all of it.
   *
   * @param environment the process's environment; names outside {@code HUB_*} are ignored
   * @throws ConfigurationException naming the first variable that is unknown or has a bad value
   */
  public static HubSettings parse(Map<String, String> environment) {
    refuseUnknownNames(environment.keySet());
    return parse(name -> environment.getOrDefault(name, ""));
  }

  static HubSettings parse(UnaryOperator<String> lookup) {
    var variables = new Variables(lookup);
    String host = variables.text(Variable.HUB_HOST).orElse("127.0.0.1");
    int port = variables.integer(Variable.HUB_PORT, 1, 65_535, 8080);
    return new HubSettings(
        new ServerSettings(
            host,
            port,
            variables.origin(Variable.HUB_PUBLIC_URL).orElseGet(() -> defaultPublicUrl(host, port)),
            variables.path(Variable.HUB_DATA_DIR).orElse(Path.of("data")),
            variables.cidrs(Variable.HUB_TRUSTED_PROXIES)),
        new DatabaseSettings(variables.databaseUrl(Variable.HUB_DATABASE_URL)),
        new CryptoSettings(variables.base64Key(Variable.HUB_ENCRYPTION_KEY)),
        new FirstStartSettings(
            owner(variables), variables.secret(Variable.HUB_ROOT_KEY, MIN_ROOT_KEY_LENGTH)),
        new WebhookSettings(
            variables.flag(Variable.HUB_WEBHOOKS_ALLOW_HTTP),
            variables.cidrs(Variable.HUB_WEBHOOKS_ALLOW_ADDRESSES),
            variables.readableFile(Variable.HUB_WEBHOOKS_TRUSTED_CERTIFICATES)),
        new LeakSettings(
            variables.httpsUrlOrOff(Variable.HUB_GITHUB_SECRET_SCANNING_KEYS, LeakSettings.GITHUB),
            variables.choice(Variable.HUB_LEAK_POLICY, LeakSettings.Policy.DISABLE)),
        new RetentionSettings(
            variables.integer(Variable.HUB_RETENTION_DAYS, RetentionSettings.MIN_DAYS, 3650, 30)));
  }

  private static void refuseUnknownNames(Collection<String> names) {
    for (String name : names.stream().filter(n -> n.startsWith("HUB_")).sorted().toList()) {
      if (!Variable.isKnown(name)) {
        throw new ConfigurationException(
            name
                + " is not a setting of the hub: unset it"
                + Variable.nearest(name).map(near -> ", or did you mean " + near + "?").orElse("")
                + " (./hub help lists all settings)");
      }
    }
  }

  private static Optional<FirstStartSettings.Owner> owner(Variables variables) {
    Optional<String> email = variables.text(Variable.HUB_ADMIN_EMAIL);
    Optional<Secret> password = variables.secret(Variable.HUB_ADMIN_PASSWORD, MIN_PASSWORD_LENGTH);
    Optional<String> organization = variables.text(Variable.HUB_ORGANIZATION);
    if (email.isEmpty() && password.isEmpty() && organization.isEmpty()) {
      return Optional.empty();
    }
    if (email.isEmpty() || password.isEmpty() || organization.isEmpty()) {
      throw new ConfigurationException(
          "HUB_ADMIN_EMAIL, HUB_ADMIN_PASSWORD and HUB_ORGANIZATION go together: set all three or none");
    }
    if (!email.get().contains("@")) {
      throw new ConfigurationException(
          "HUB_ADMIN_EMAIL is not an e-mail address: set one with an @");
    }
    return Optional.of(
        new FirstStartSettings.Owner(email.get(), password.get(), organization.get()));
  }

  private static URI defaultPublicUrl(String host, int port) {
    boolean wildcard = host.equals("0.0.0.0") || host.equals("::");
    String name = wildcard ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + port);
  }
}
