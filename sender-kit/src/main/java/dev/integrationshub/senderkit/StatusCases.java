package dev.integrationshub.senderkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Well-formed answers: only 2xx is a success, and a redirect is none. */
final class StatusCases {
  /** Where redirects lead; a request seen below it proves that one was followed. */
  static final String FOLLOWED = "/redirected/";

  private StatusCases() {}

  static List<Case> all() {
    return Stream.concat(
            IntStream.of(200, 201, 202, 204, 304, 400, 401, 404, 410, 429, 500, 503)
                .mapToObj(StatusCases::status),
            IntStream.of(301, 302, 303, 307, 308).mapToObj(StatusCases::redirect))
        .toList();
  }

  private static Case status(int status) {
    boolean bodiless = status == 204 || status == 304;
    return Case.at(
        "/status/" + status,
        "answers " + status + (bodiless ? " without a body" : ""),
        goodSender(status),
        Answers.whole(status, List.of(), bodiless ? "" : "status " + status));
  }

  private static GoodSender goodSender(int status) {
    GoodSender sees = status < 300 ? GoodSender.succeeds() : GoodSender.sees("http_" + status);
    return switch (status) {
      case 410 -> sees.and("It disables the webhook: the receiver is gone for good.");
      case 429 -> sees.and("It gives the whole receiver a rest, not this message alone.");
      default -> sees;
    };
  }

  private static Case redirect(int status) {
    return Case.at(
        "/redirect/" + status,
        "answers " + status + " to a path that records whether it is followed",
        GoodSender.sees("http_" + status).and("It never follows: see /seen."),
        Answers.whole(status, List.of("Location: " + FOLLOWED + status), ""));
  }
}
