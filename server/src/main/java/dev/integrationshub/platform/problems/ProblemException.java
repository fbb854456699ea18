package dev.integrationshub.platform.problems;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem answer. The detail is for the caller: it never holds a secret. */
public final class ProblemException extends RuntimeException {
  private final Problem problem;
  private final Map<String, String> headers;

  private ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.title() + ": " + problem.detail());
    this.problem = problem;
    this.headers = headers;
  }

  public Problem problem() {
    return problem;
  }

  /** Headers that belong to the answer, such as {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }

  /** 400: the input is wrong in these places. */
  public static ProblemException invalid(List<FieldError> errors) {
    return of(400, "Bad Request", errors);
  }

  /** 400: one field of the input is wrong. */
  public static ProblemException invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  /** 400: the request as a whole can't be read. */
  public static ProblemException badRequest(String detail) {
    return of(400, "Bad Request", detail);
  }

  /** 401, with the challenge that RFC 9110 section 11.6.1 asks for. */
  public static ProblemException unauthenticated(String detail) {
    return of(401, "Unauthorized", detail, Map.of("WWW-Authenticate", "Bearer"));
  }

  /** 403: known, but not allowed to. */
  public static ProblemException forbidden(String detail) {
    return of(403, "Forbidden", detail);
  }

  /** 404, also for what belongs to another organization: its existence is not told. */
  public static ProblemException notFound(String what) {
    return of(404, "Not Found", "There is no such " + what + ".");
  }

  /** 409: the request contradicts what is already there. */
  public static ProblemException conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  /** 413: the body is larger than the limit that the detail names. */
  public static ProblemException tooLarge(String detail) {
    return of(413, "Content Too Large", detail);
  }

  /** 422: well-formed, but not acceptable for what it says. */
  public static ProblemException unprocessable(String detail) {
    return of(422, "Unprocessable Content", detail);
  }

  /** 422: well-formed, but not acceptable for what it says in these places. */
  public static ProblemException unprocessable(List<FieldError> errors) {
    return of(422, "Unprocessable Content", errors);
  }

  /** 429, with the seconds to wait. */
  public static ProblemException tooManyRequests(String detail, long retryAfterSeconds) {
    return of(
        429, "Too Many Requests", detail, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
  }

  /** 503: the hub can't decide or can't store right now. */
  public static ProblemException unavailable(String detail) {
    return unavailable(detail, 1);
  }

  /** 503, with the seconds to wait. */
  public static ProblemException unavailable(String detail, long retryAfterSeconds) {
    return of(
        503,
        "Service Unavailable",
        detail,
        Map.of("Retry-After", Long.toString(retryAfterSeconds)));
  }

  private static ProblemException of(int status, String title, List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().pointer() + " " + errors.getFirst().detail()
            : errors.size() + " fields are wrong: see errors";
    return new ProblemException(
        new Problem("about:blank", title, status, detail, List.copyOf(errors)), Map.of());
  }

  private static ProblemException of(int status, String title, String detail) {
    return of(status, title, detail, Map.of());
  }

  private static ProblemException of(
      int status, String title, String detail, Map<String, String> headers) {
    return new ProblemException(
        new Problem("about:blank", title, status, detail, List.of()), headers);
  }
}
