package dev.integrationshub.launch;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.HubSettings;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** The process. What it can't start with is one line on the error output and exit code 2. */
@QuarkusMain
public final class Main {
  private static final int CANNOT_START = 2;

  private Main() {}

  public static void main(String[] args) {
    OrderlyEnd end = new OrderlyEnd();
    end.install();
    int exitCode;
    try {
      exitCode = run(List.of(args));
    } finally {
      end.reached();
    }
    System.exit(exitCode);
  }

  private static int run(List<String> args) {
    try {
      HubSettings settings = HubSettings.parse(System.getenv());
      return switch (args.isEmpty() ? "run" : args.getFirst()) {
        case "run" -> RunHub.run(settings);
        case "root-key" -> CreateRootKey.run(settings);
        default -> {
          System.err.println("hub: unknown command '" + args.getFirst() + "': see ./hub help");
          yield CANNOT_START;
        }
      };
    } catch (ConfigurationException e) {
      System.err.println("hub: " + e.getMessage());
      return CANNOT_START;
    }
  }
}
