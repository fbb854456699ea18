package dev.integrationshub.leaks;

import com.fasterxml.jackson.core.JacksonException;
import dev.integrationshub.keys.LeakResponse;
import dev.integrationshub.keys.LeakedToken;
import dev.integrationshub.keys.ReportLeak;
import dev.integrationshub.keys.ReportedLeak;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.configuration.LeakSettings;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

@Path("/api/leaks")
@Tag(name = "Leaks")
@RunOnVirtualThread
class LeakResource {
  /** GitHub's reports are bounded by the size of a body; this bounds the work for one of them. */
  private static final int MAX_MATCHES = 10_000;

  private static final Logger LOG = Logger.getLogger(LeakResource.class);

  private final LeakSettings settings;
  private final CurrentCaller caller;
  private final ProveGitHub proveGitHub;
  private final ReadBody read;
  private final ReportLeak reportLeak;

  LeakResource(
      LeakSettings settings,
      CurrentCaller caller,
      ProveGitHub proveGitHub,
      ReadBody read,
      ReportLeak reportLeak) {
    this.settings = settings;
    this.caller = caller;
    this.proveGitHub = proveGitHub;
    this.read = read;
    this.reportLeak = reportLeak;
  }

  @POST
  @RequiresAccess(Access.HOST_OR_SIGNED)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reportLeaks",
      summary = "Report keys that were found where they should not be",
      description =
          "A key that still works is disabled, or replaced by a new one in the answer. For a root key, and for GitHub's secret scanning by"
              + " its partner program: the latter signs the body and gets GitHub's form of answer."
              + " A token that is no key of this hub changes nothing, and neither does reporting a"
              + " key again.")
  @APIResponse(
      responseCode = "200",
      description = "Done; to GitHub a list of labels",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {LeaksView.class, GitHubMatch.Label[].class})))
  @APIResponse(responseCode = "401", description = "Neither a root key nor GitHub's signature")
  @APIResponse(responseCode = "503", description = "GitHub's public keys can't be fetched now")
  public RestResponse<Object> report(
      @Parameter(description = "Which of GitHub's public keys signed the body")
          @HeaderParam(ProveGitHub.KEY_HEADER)
          @Nullable String keyIdentifier,
      @Parameter(description = "GitHub's signature over the body: ECDSA, P-256, SHA-256")
          @HeaderParam(ProveGitHub.SIGNATURE_HEADER)
          @Nullable String signature,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(oneOf = {ReportLeaksRequest.class, GitHubMatch[].class})))
          byte[] body)
      throws JacksonException {
    if (caller.get() instanceof Caller.Operator) {
      return answer(reportedByOperator(body));
    }
    proveGitHub.require(keyIdentifier, signature, body);
    return answer(reportedByGitHub(body));
  }

  private LeaksView reportedByOperator(byte[] body) throws JacksonException {
    ReportLeaksRequest request = read.as(ReportLeaksRequest.class, body);
    var errors = new FieldErrors();
    List<LeakedToken> tokens = request.tokens(errors);
    LeakResponse response = request.response(errors, settings.policy());
    errors.throwIfAny();
    return new LeaksView(reportAll(tokens, response));
  }

  /**
   * A failure ends the request, which may simply come again; but not once a replacement was made,
   * because that is in this answer or nowhere.
   */
  private List<LeaksView.Leak> reportAll(List<LeakedToken> tokens, LeakResponse response) {
    List<LeaksView.Leak> all = new ArrayList<>();
    try {
      for (LeakedToken leak : tokens) {
        all.add(
            LeaksView.Leak.of(
                leak.token(), reportLeak.report(leak, ReportLeak.Reporter.CALLER, response)));
      }
    } catch (JdbiException e) {
      if (all.stream().allMatch(leak -> leak.replacement() == null)) {
        throw e;
      }
      LOG.errorf(e, "A leak report broke off at its token %d", all.size());
      tokens.stream()
          .skip(all.size())
          .map(LeakedToken::token)
          .map(LeaksView.Leak::failed)
          .forEach(all::add);
    }
    return all;
  }

  private List<GitHubMatch.Label> reportedByGitHub(byte[] body) throws JacksonException {
    List<GitHubMatch> matches = Arrays.asList(read.as(GitHubMatch[].class, body));
    if (matches.size() > MAX_MATCHES) {
      throw ProblemException.badRequest(
          "The report has " + matches.size() + " tokens; at most " + MAX_MATCHES + " are taken.");
    }
    var errors = new FieldErrors();
    for (int i = 0; i < matches.size(); i++) {
      GitHubMatch match = matches.get(i);
      errors.require(match != null && match.token() != null, "/" + i + "/token", "is required");
    }
    errors.throwIfAny();
    return matches.stream().map(this::label).toList();
  }

  private GitHubMatch.Label label(GitHubMatch match) {
    LeakedToken leak = match.leaked();
    ReportedLeak reported = reportLeak.report(leak, ReportLeak.Reporter.HUB, responseToGitHub());
    return GitHubMatch.Label.of(match, leak.token(), reported instanceof ReportedLeak.Known);
  }

  /** There is nobody who could be handed a new key. */
  private LeakResponse responseToGitHub() {
    return switch (settings.policy()) {
      case DISABLE -> new LeakResponse.Disable();
      case ROTATE -> new LeakResponse.DisableUnlessRotated();
    };
  }

  private static RestResponse<Object> answer(Object entity) {
    return RestResponse.ResponseBuilder.ok(entity)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
