package dev.integrationshub.senderkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to misbehave.
 *
 * @param id names it, such as {@code slow-headers}
 * @param endpoints where it is to be had
 * @param does in words
 */
record Case(
    String id,
    List<Endpoint> endpoints,
    String path,
    String does,
    GoodSender goodSender,
    Answer answer) {

  /** By its path, over HTTP and HTTPS alike; the path names it too. */
  static Case at(String path, String does, GoodSender goodSender, Answer answer) {
    return new Case(
        path.substring(1).replace('/', '-'),
        List.of(Endpoint.HTTP, Endpoint.HTTPS),
        path,
        does,
        goodSender,
        answer);
  }

  /** By a port whose TLS is at fault. */
  static Case on(Endpoint endpoint, String does, GoodSender goodSender) {
    return new Case(
        endpoint.id(),
        List.of(endpoint),
        "/" + endpoint.id(),
        does,
        goodSender,
        Answers.whole(200, List.of(), "You should not have come here."));
  }

  Map<String, Object> describe(Map<Endpoint, Integer> ports) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", id);
    described.put(
        "urls",
        endpoints.stream()
            .map(endpoint -> endpoint.url(ports.getOrDefault(endpoint, 0), path))
            .toList());
    described.put("does", does);
    described.put("goodSender", goodSender.describe());
    return described;
  }
}
