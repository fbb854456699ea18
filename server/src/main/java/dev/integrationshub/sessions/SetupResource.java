package dev.integrationshub.sessions;

import dev.integrationshub.organizations.Organization;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The one-time set-up through the link that the first start prints. */
@Path("/api/setup")
@Tag(name = "Session")
@RunOnVirtualThread
public class SetupResource {
  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SetupTokens tokens;
  private final OpenSession openSession;
  private final CurrentCaller caller;

  SetupResource(
      Jdbi jdbi,
      Accounts accounts,
      Passwords passwords,
      SetupTokens tokens,
      OpenSession openSession,
      CurrentCaller caller) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.passwords = passwords;
    this.tokens = tokens;
    this.openSession = openSession;
    this.caller = caller;
  }

  @Schema(name = "SetupState")
  public record SetupState(
      @Schema(description = "Whether the hub still waits for its first owner") boolean required) {}

  @Schema(name = "Setup")
  public record Setup(
      @Schema(description = "Of the set-up link", required = true) @Nullable String token,
      @Schema(description = "The organization's name", required = true)
          @Nullable String organization,
      @Schema(description = "The owner's name", required = true) @Nullable String name,
      @Schema(required = true) @Nullable String email,
      @Schema(description = "12 to 128 characters", required = true) @Nullable String password) {
    @Override
    public String toString() {
      return "Setup[***]";
    }
  }

  @GET
  @RequiresAccess(Access.PUBLIC)
  @Operation(operationId = "getSetup", summary = "Whether the hub still waits for its first owner")
  public SetupState state() {
    return new SetupState(accounts.isEmpty());
  }

  @POST
  @RequiresAccess(Access.PUBLIC)
  @Operation(operationId = "setUp", summary = "Create the owner and the organization, and log in")
  @APIResponse(
      responseCode = "201",
      description = "Set up and logged in",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SessionView.class)))
  public RestResponse<SessionView> setUp(Setup setup) {
    FieldErrors errors = new FieldErrors();
    String organization =
        errors.text(setup.organization(), "/organization", Organization.MAX_NAME_LENGTH);
    String name = errors.text(setup.name(), "/name", 100);
    String email = errors.text(setup.email(), "/email", 254);
    errors.require(
        email.isEmpty() || email.contains("@"), "/email", "must be an e-mail address, with an @");
    Passwords.validate(setup.password(), errors);
    errors.throwIfAny();
    String hash = passwords.hash(String.valueOf(setup.password()));
    Account owner =
        jdbi.inTransaction(
            handle -> {
              checkToken(handle, String.valueOf(setup.token()));
              Account created =
                  accounts
                      .createFirst(handle, email, name, hash, organization)
                      .orElseThrow(SetupResource::alreadySetUp);
              tokens.spendAll(handle);
              return created;
            });
    return openSession.answer(
        owner, RestResponse.Status.CREATED, caller.address().getHostAddress());
  }

  private void checkToken(Handle handle, String token) {
    if (!tokens.isValid(handle, token)) {
      throw ProblemException.forbidden(
          "This set-up link is not valid any more: restart the hub and use the link that it prints.");
    }
  }

  private static ProblemException alreadySetUp() {
    return ProblemException.conflict("The hub is set up already: log in.");
  }
}
