package dev.integrationshub.webhooks;

import dev.integrationshub.platform.access.Caller;

/** The name under which a webhook's page shows who did something. */
final class CallerName {
  private CallerName() {}

  static String of(Caller caller) {
    return switch (caller) {
      case Caller.Member member -> member.name();
      case Caller.ApiKey key -> key.name();
      case Caller.Operator operator -> operator.name();
      case Caller.Anonymous anonymous ->
          throw new IllegalStateException("the route needs a caller");
    };
  }
}
