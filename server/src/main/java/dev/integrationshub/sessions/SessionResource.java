package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.access.SessionCookie;
import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Login, logout, and who one is. */
@Path("/api/session")
@Tag(name = "Session")
@RunOnVirtualThread
public class SessionResource {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final LoginThrottle throttle;
  private final CurrentCaller caller;
  private final OpenSession openSession;
  private final ServerSettings server;

  @Context HttpHeaders headers;

  SessionResource(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      LoginThrottle throttle,
      CurrentCaller caller,
      OpenSession openSession,
      ServerSettings server) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.throttle = throttle;
    this.caller = caller;
    this.openSession = openSession;
    this.server = server;
  }

  @Schema(name = "Login")
  public record Login(
      @Schema(required = true) @Nullable String email,
      @Schema(required = true) @Nullable String password) {
    @Override
    public String toString() {
      return "Login[email=" + email + ", password=***]";
    }
  }

  @GET
  @RequiresAccess(Access.PUBLIC)
  @Operation(operationId = "getSession", summary = "Who is logged in")
  public SessionView current() {
    return cookie()
        .flatMap(token -> openSession.describe(token, address()))
        .orElseThrow(() -> ProblemException.unauthenticated("Nobody is logged in."));
  }

  @POST
  @RequiresAccess(Access.PUBLIC)
  @Operation(operationId = "logIn", summary = "Log in; the answer sets the session cookie")
  public RestResponse<SessionView> logIn(Login login) {
    FieldErrors errors = new FieldErrors();
    String email = errors.text(login.email(), "/email", 254);
    String password = login.password() == null ? "" : login.password();
    errors.require(!password.isEmpty(), "/password", "is required");
    errors.throwIfAny();
    throttle.admit(email, caller.address());
    Optional<Account> account = accounts.findByEmail(email);
    boolean matches =
        password.length() <= Passwords.MAX_LENGTH
            && passwords.matches(password, account.map(Account::passwordHash).orElse(null));
    if (account.isEmpty() || !matches) {
      throw ProblemException.unauthenticated("E-mail address or password is wrong.");
    }
    throttle.forgive(email, caller.address());
    cookie().ifPresent(sessions::closeByToken);
    return openSession.answer(account.get(), RestResponse.Status.OK, address());
  }

  @DELETE
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "logOut", summary = "Log out")
  public RestResponse<Void> logOut() {
    if (caller.get() instanceof Caller.Member member) {
      sessions.close(member.sessionId());
    }
    return RestResponse.ResponseBuilder.<Void>noContent()
        .cookie(SessionCookie.cleared(server))
        .build();
  }

  private Optional<String> cookie() {
    return Optional.ofNullable(headers.getCookies().get(SessionCookie.name(server)))
        .map(Cookie::getValue);
  }

  private String address() {
    return caller.address().getHostAddress();
  }
}
