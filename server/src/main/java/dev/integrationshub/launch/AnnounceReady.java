package dev.integrationshub.launch;

import dev.integrationshub.organizations.RootKeys;
import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.sessions.FirstStart;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The last thing of a start: the first owner, and the line that says where the page is. */
@ApplicationScoped
class AnnounceReady {
  private static final int LAST = 5000;

  private final FirstStart firstStart;
  private final RootKeys rootKeys;
  private final ServerSettings server;

  AnnounceReady(FirstStart firstStart, RootKeys rootKeys, ServerSettings server) {
    this.firstStart = firstStart;
    this.rootKeys = rootKeys;
    this.server = server;
  }

  void ready(@Observes @Priority(LAST) StartupEvent event) {
    Optional<String> setupLink = firstStart.run();
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
