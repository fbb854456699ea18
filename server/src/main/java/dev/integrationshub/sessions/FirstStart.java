package dev.integrationshub.sessions;

import dev.integrationshub.organizations.RootKeys;
import dev.integrationshub.platform.configuration.FirstStartSettings;
import dev.integrationshub.platform.configuration.ServerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Brings an empty hub to its first owner: unattended by the settings, or through a link. */
@ApplicationScoped
public class FirstStart {
  private final FirstStartSettings settings;
  private final ServerSettings server;
  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SetupTokens tokens;
  private final RootKeys rootKeys;

  FirstStart(
      FirstStartSettings settings,
      ServerSettings server,
      Jdbi jdbi,
      Accounts accounts,
      Passwords passwords,
      SetupTokens tokens,
      RootKeys rootKeys) {
    this.settings = settings;
    this.server = server;
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.passwords = passwords;
    this.tokens = tokens;
    this.rootKeys = rootKeys;
  }

  /**
   * Applies the unattended settings.
   *
   * @return the one-time set-up link, while there is no owner. Its token is in the fragment, which
   *     browsers send to no server, so that it stays out of every access log.
   */
  public Optional<String> run() {
    settings.rootKey().ifPresent(key -> rootKeys.adopt(key.value()));
    if (accounts.isEmpty()) {
      settings.owner().ifPresent(this::createOwner);
    }
    return accounts.isEmpty()
        ? Optional.of(server.publicUrl() + "/setup#token=" + tokens.issue())
        : Optional.empty();
  }

  private void createOwner(FirstStartSettings.Owner owner) {
    String name = owner.email().substring(0, owner.email().indexOf('@'));
    String hash = passwords.hash(owner.password().value());
    jdbi.useTransaction(
        handle -> accounts.createFirst(handle, owner.email(), name, hash, owner.organization()));
  }
}
