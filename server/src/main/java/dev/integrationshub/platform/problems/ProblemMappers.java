package dev.integrationshub.platform.problems;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.integrationshub.platform.database.DatabaseOutage;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request into a problem answer. No stack, SQL or secret gets out. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    Response.ResponseBuilder response = response(e.problem());
    e.headers().forEach(response::header);
    return response.build();
  }

  @ServerExceptionMapper
  Response json(JacksonException e) {
    return problem(unreadable(e));
  }

  /** Named apart from its parent, because the framework brings a mapper of its own for it. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e) {
    return problem(unreadable(e));
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    if (e.getCause() instanceof JacksonException json) {
      return problem(unreadable(json));
    }
    Response.StatusType status = e.getResponse().getStatusInfo();
    String detail =
        switch (status.getStatusCode()) {
          case 404 -> "There is nothing at this address.";
          case 405 -> "This address does not take this method.";
          case 413 -> "The body is larger than the limit of 4 MiB.";
          case 415 -> "Send the body as application/json.";
          default -> null;
        };
    return response(
            new Problem(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, List.of()))
        .build();
  }

  @ServerExceptionMapper
  Response database(JdbiException e) {
    if (!DatabaseOutage.is(e)) {
      return unexpected(e);
    }
    LOG.warnf("The database can't do what a request needs: %s", rootMessage(e));
    return problem(
        ProblemException.unavailable("The hub's database can't serve this right now: try again."));
  }

  /** The id is in the log beside the stack, so that an operator finds the one from the other. */
  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.errorf(e, "Request failed, error id %s", id);
    return response(
            new Problem(
                "about:blank",
                "Internal Server Error",
                500,
                "The hub failed; its log holds the cause under the error id " + id + ".",
                List.of()))
        .build();
  }

  private static ProblemException unreadable(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          ProblemException.invalid(pointer(unknown), "is not a known field");
      case JsonParseException syntax ->
          ProblemException.badRequest(
              "The body is not JSON: "
                  + syntax.getOriginalMessage().lines().findFirst().orElse("")
                  + " (line "
                  + syntax.getLocation().getLineNr()
                  + ", column "
                  + syntax.getLocation().getColumnNr()
                  + ").");
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          ProblemException.invalid(pointer(mapping), "has the wrong type or value");
      default ->
          ProblemException.badRequest("The body is not the JSON object that this route takes.");
    };
  }

  /** The place as an RFC 6901 pointer. */
  private static String pointer(JsonMappingException e) {
    JsonPointer pointer = JsonPointer.empty();
    for (JsonMappingException.Reference step : e.getPath()) {
      @Nullable String name = step.getFieldName();
      pointer = name == null ? pointer.appendIndex(step.getIndex()) : pointer.appendProperty(name);
    }
    return pointer.toString();
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && !(root instanceof SQLException)) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
