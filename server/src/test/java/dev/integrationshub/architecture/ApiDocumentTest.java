package dev.integrationshub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ApiDocumentTest {
  private static final Path KEPT = Path.of("src/main/openapi/openapi.json");

  @TestHTTPResource("/openapi.json")
  URI address;

  @Test
  void theDocumentInTheRepositoryIsWhatTheCodeGenerates() throws Exception {
    ObjectMapper json = new ObjectMapper();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(json.readTree(Files.readString(KEPT)))
        .as("run ./hub openapi after a change of the API")
        .isEqualTo(json.readTree(answer.body()));
  }
}
