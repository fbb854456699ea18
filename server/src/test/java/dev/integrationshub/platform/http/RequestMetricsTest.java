package dev.integrationshub.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Beyond a hundred addresses the framework measures no further ones, and so no route at all. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class RequestMetricsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern ADDRESS =
      Pattern.compile(
          "^http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\"", Pattern.MULTILINE);

  /** A request for an address that differs in its last part only. */
  private record Kind(String method, String start, String accept) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("GET", "/", "text/html"),
          new Kind("GET", "/settings/organization/", "text/html"),
          new Kind("GET", "/some/page/", "text/html"),
          new Kind("HEAD", "/some/page/", "text/html"),
          new Kind("GET", "/nothing/", "*/*"),
          new Kind("POST", "/nothing/", "*/*"),
          new Kind("GET", "/assets/", "*/*"),
          new Kind("GET", "/health/", "*/*"),
          new Kind("GET", "/metrics/", "*/*"),
          new Kind("GET", "/docs/", "*/*"),
          new Kind("GET", "/api/nothing/", "*/*"),
          new Kind("GET", "/api/organizations/webhooks/", "*/*"),
          new Kind("GET", "/api/organizations/webhooks/", "image/png"),
          new Kind("PUT", "/api/organizations/webhooks/", "*/*"),
          new Kind("OPTIONS", "/api/organizations/webhooks/", "*/*"));

  @Test
  void manyAddressesAreMeasuredUnderFewNames() throws Exception {
    askForEach("first");
    send("GET", "/metrics", "text/plain");
    Set<String> names = names();
    for (int i = 0; i < 10; i++) {
      askForEach("odd" + i);
    }
    assertThat(names).noneMatch(name -> name.contains("first"));
    assertThat(names())
        .isEqualTo(names)
        .contains(
            "/{page}", "/assets/{file}", "/api/{unknown}", "/api/organizations/webhooks/{id}");
  }

  @Test
  void methodsThatCallersMakeUpAreNotMeasured() throws Exception {
    send("GET", "/", "*/*");
    send("ODD", "/", "*/*");
    send("ODD", "/api/organizations/webhooks/first", "*/*");
    assertThat(send("GET", "/metrics", "text/plain"))
        .contains("method=\"GET\"")
        .doesNotContain("ODD");
  }

  private void askForEach(String last) throws IOException, InterruptedException {
    for (Kind kind : KINDS) {
      send(kind.method(), kind.start() + last, kind.accept());
    }
  }

  private Set<String> names() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    ADDRESS
        .matcher(send("GET", "/metrics", "text/plain"))
        .results()
        .map((MatchResult found) -> found.group(1))
        .forEach(names::add);
    return names;
  }

  private static String send(String method, String path, String accept)
      throws IOException, InterruptedException {
    URI hub = ConfigProvider.getConfig().getValue("test.url", URI.class);
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve(path))
            .header("Accept", accept)
            .method(method, BodyPublishers.noBody())
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }
}
