package dev.integrationshub.platform.access;

/** Whether a caller may use a route. */
public sealed interface Decision {

  /** Go on. */
  record Allowed() implements Decision {}

  /** A credential is missing. */
  record Unauthenticated(String detail) implements Decision {}

  /** The credential is known and does not suffice. */
  record Forbidden(String detail) implements Decision {}

  Decision ALLOWED = new Allowed();

  /** Decides by the rules of the contract's "Who may call"; pure. */
  static Decision decide(Caller caller, Access access) {
    if (access == Access.PUBLIC || access == Access.PRESENTED) {
      return ALLOWED;
    }
    if (access == Access.HOST_OR_SIGNED && caller instanceof Caller.Anonymous) {
      return ALLOWED;
    }
    return switch (caller) {
      case Caller.Anonymous anonymous ->
          new Unauthenticated("Send a root key or an API key as Authorization: Bearer, or log in.");
      case Caller.Operator operator -> forOperator(operator, access);
      case Caller.Member member -> forMember(member, access);
      case Caller.ApiKey key -> forApiKey(key, access);
    };
  }

  private static Decision forOperator(Caller.Operator operator, Access access) {
    return switch (access) {
      case PUBLIC, PRESENTED, HOST, HOST_OR_SIGNED, CATALOGUE_READ -> ALLOWED;
      case ORGANIZATION_READ, ORGANIZATION_WRITE ->
          operator.organizationId().isPresent()
              ? ALLOWED
              : new Forbidden("A root key needs an X-Organization-Id header here.");
    };
  }

  private static Decision forMember(Caller.Member member, Access access) {
    return switch (access) {
      case PUBLIC, PRESENTED, ORGANIZATION_READ, CATALOGUE_READ -> ALLOWED;
      case ORGANIZATION_WRITE ->
          member.role().mayWrite()
              ? ALLOWED
              : new Forbidden("Your role is member: ask an owner or admin of the organization.");
      case HOST, HOST_OR_SIGNED -> new Forbidden("This needs a root key.");
    };
  }

  private static Decision forApiKey(Caller.ApiKey key, Access access) {
    return switch (access) {
      case PUBLIC, PRESENTED -> ALLOWED;
      case HOST, HOST_OR_SIGNED -> new Forbidden("This needs a root key.");
      case ORGANIZATION_READ, ORGANIZATION_WRITE, CATALOGUE_READ ->
          access.apiKeyScope().filter(scope -> !key.scopes().contains(scope)).isPresent()
              ? new Forbidden("The API key lacks the scope " + access.apiKeyScope().get() + ".")
              : ALLOWED;
    };
  }
}
