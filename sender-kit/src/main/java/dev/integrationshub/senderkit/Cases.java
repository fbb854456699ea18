package dev.integrationshub.senderkit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every case there is. */
final class Cases {
  private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
  private static final String TAKES_LITTLE = "It stops reading after what it keeps.";

  private final Map<String, Case> byPath = new LinkedHashMap<>();

  private Cases(List<Case> all) {
    all.forEach(one -> byPath.put(one.path(), one));
  }

  static Cases all(InstantSource clock) {
    List<Case> all = new ArrayList<>();
    all.addAll(slow());
    all.addAll(large());
    all.addAll(broken());
    all.addAll(StatusCases.all());
    all.addAll(RetryAfterCases.all(clock));
    all.addAll(TlsCases.all());
    return new Cases(all);
  }

  /** Whatever has no case is a place where a redirect leads, which is told by what was seen. */
  Answer answer(String path) {
    Case known = byPath.get(path);
    if (known != null) {
      return known.answer();
    }
    return path.startsWith(StatusCases.FOLLOWED)
        ? Answers.whole(200, List.of(), "A redirect was followed.")
        : Answers.whole(404, List.of(), "There is no such case: see /cases.");
  }

  List<Map<String, Object>> describe(Map<Endpoint, Integer> ports) {
    return byPath.values().stream().map(one -> one.describe(ports)).toList();
  }

  private static List<Case> slow() {
    GoodSender timesOut =
        GoodSender.sees("timeout").and("Its timeout covers the whole attempt, not each read.");
    return List.of(
        Case.at(
            "/slow-headers",
            "sends a header's value a byte every 100 ms, for ever",
            timesOut,
            Answers.drip(OK + "X-Slow: ")),
        Case.at(
            "/slow-body",
            "sends a body a byte every 100 ms, for ever",
            timesOut,
            Answers.drip(OK + "\r\n")),
        Case.at("/no-response", "takes the request and says nothing", timesOut, Answers.silence()),
        Case.at(
            "/endless-informational",
            "sends 103 Early Hints for ever and no answer",
            GoodSender.sees("timeout", "protocol_error"),
            Answers.forEver("", "HTTP/1.1 103 Early Hints\r\nX-Hint: one of many\r\n\r\n")));
  }

  private static List<Case> large() {
    GoodSender cuts = GoodSender.succeeds("response_too_large").and(TAKES_LITTLE);
    GoodSender refuses = GoodSender.sees("response_too_large", "protocol_error").and(TAKES_LITTLE);
    return List.of(
        Case.at("/endless-body", "sends a body without an end", cuts, Answers.endlessBody()),
        Case.at("/huge-body", "announces and sends 10 GB", cuts, Answers.hugeBody()),
        Case.at(
            "/endless-chunks",
            "sends chunks of 1 KiB without an end",
            cuts,
            Answers.endlessChunks()),
        Case.at(
            "/gzip-bomb",
            "sends 4 MB of gzip that would expand to 4 GB",
            cuts.and("It never decompresses, or stops at what it keeps."),
            Answers.gzipBomb()),
        Case.at("/many-headers", "sends 100,000 headers", refuses, Answers.manyHeaders(100_000)),
        Case.at(
            "/huge-header",
            "sends one header of 10 MB",
            refuses,
            Answers.whole(200, List.of("X-Huge: " + "x".repeat(10_000_000)), "")));
  }

  private static List<Case> broken() {
    GoodSender reset = GoodSender.sees("connection_reset", "protocol_error");
    GoodSender notHttp = GoodSender.sees("protocol_error");
    String half = OK + "Content-Length: 1000\r\n\r\nbegun";
    return List.of(
        Case.at(
            "/reset-before-response",
            "resets the connection (RST) once the request is there",
            reset,
            Answers.reset("")),
        Case.at(
            "/reset-mid-response",
            "resets the connection (RST) within the body",
            reset,
            Answers.reset(half)),
        Case.at(
            "/close-mid-response",
            "ends the connection within a chunk",
            reset,
            Answers.raw(OK + "Transfer-Encoding: chunked\r\n\r\n64\r\nbegun")),
        Case.at(
            "/content-length-lies",
            "announces 1,000 bytes, sends 5 and ends the connection",
            reset,
            Answers.raw(half)),
        Case.at(
            "/content-length-too-short",
            "announces 2 bytes and sends another answer behind them",
            GoodSender.succeeds("protocol_error")
                .and("It never takes what follows for an answer to another request."),
            Answers.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsmuggled")),
        Case.at(
            "/not-http",
            "answers as an SSH server does",
            notHttp,
            Answers.raw("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        Case.at(
            "/bad-status-line",
            "answers HTTP with a status that is no number",
            notHttp,
            Answers.raw("HTTP/1.1 abc OK\r\n\r\n")),
        Case.at(
            "/informational",
            "sends 100, 102 and 103 ten times each, then 200",
            GoodSender.succeeds(),
            Answers.informational(10)));
  }
}
