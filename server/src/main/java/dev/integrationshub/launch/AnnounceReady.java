package dev.integrationshub.launch;

import dev.integrationshub.organizations.RootKeys;
import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.sessions.FirstStart;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The last things of a start: the first owner, and the line that says where the page is. */
@ApplicationScoped
class AnnounceReady {
  private static final int LAST = 5000;

  private final FirstStart firstStart;
  private final RootKeys rootKeys;
  private final ServerSettings server;
  private Optional<String> setupLink = Optional.empty();

  AnnounceReady(FirstStart firstStart, RootKeys rootKeys, ServerSettings server) {
    this.firstStart = firstStart;
    this.rootKeys = rootKeys;
    this.server = server;
  }

  /** Before the first request is answered. */
  void prepare(@Observes @Priority(LAST) StartupEvent event) {
    setupLink = firstStart.run();
  }

  /** Once requests are answered, so that whoever reads the line can act on it. */
  void print() {
    if (rootKeys.isEmpty()) {
      System.out.println("No root key yet: ./hub root-key makes one for your application");
    }
    System.out.println(
        setupLink
            .map(link -> "Integrations Hub is ready. Set it up within 24 hours, once: " + link)
            .orElse(
                "Integrations Hub is ready: "
                    + server.publicUrl()
                    + "/settings/organization/integrations"));
  }
}
