package dev.integrationshub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.platform.problems.FieldErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileSchemaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"required\": [\"a\"]} | {} | ''",
        "{\"properties\": {\"a\": {\"type\": \"integer\"}}} | {\"a\": \"x\"} | /a",
        "{\"properties\": {\"a\": {\"type\": \"integer\"}}} | {\"a\": 1.5} | /a",
        "{\"properties\": {\"a/b~\": {\"minimum\": 5}}} | {\"a/b~\": 4} | /a~1b~0",
        "{\"properties\": {\"a\": {\"items\": {\"const\": true}}}} | {\"a\": [true, false]} | /a/1",
        "{\"properties\": {\"a\": {\"multipleOf\": 0.01}}} | {\"a\": 0.015} | /a",
        "{\"properties\": {\"a\": {\"pattern\": \"^x+$\"}}} | {\"a\": \"xxy\"} | /a",
        "{\"$defs\": {\"id\": {\"type\": \"string\"}}, \"properties\": {\"a\": {\"$ref\": \"#/$defs/id\"}}} | {\"a\": 1} | /a",
        "{\"additionalProperties\": false} | {\"a\": 1} | ''",
        "{\"properties\": {\"a\": {\"$ref\": \"#\"}}, \"maxProperties\": 1} | {\"a\": {\"a\": {\"b\": 1, \"c\": 2}}} | /a/a",
      })
  void aBreachIsToldWithItsPlace(String schema, String payload, String pointer) {
    List<FieldError> breaches = breaches(schema, payload);
    assertThat(breaches).hasSize(1);
    assertThat(breaches.getFirst().pointer())
        .isEqualTo("/data" + (pointer.equals("''") ? "" : pointer));
    assertThat(breaches.getFirst().detail()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {\"a\": 1}",
        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}} | {\"a\": 1.0}",
        "{\"properties\": {\"a\": {\"multipleOf\": 0.01}}} | {\"a\": 19.99}",
        "{\"properties\": {\"a\": {\"const\": 1}}} | {\"a\": 1}",
        "{\"properties\": {\"a\": {\"format\": \"email\"}}} | {\"a\": \"no address\"}",
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"properties\": {\"$ref\": {\"type\": \"string\"}}} | {\"$ref\": \"https://example.com\"}",
        "{\"$anchor\": \"top\", \"properties\": {\"a\": {\"$ref\": \"#top\"}}} | {\"a\": {\"a\": {}}}",
      })
  void aPayloadThatKeepsItsSchemaHasNoBreach(String schema, String payload) {
    assertThat(breaches(schema, payload)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\": \"objekt\"} | /schema/type",
        "{\"properties\": []} | /schema/properties",
        "{\"minimum\": \"1\"} | /schema/minimum",
        "{\"$ref\": \"https://example.com/schema\"} | /schema/$ref",
        "{\"$ref\": \"file:///etc/passwd\"} | /schema/$ref",
        "{\"properties\": {\"a\": {\"$ref\": \"other.json\"}}} | /schema/properties/a/$ref",
        "{\"allOf\": [{\"$dynamicRef\": \"http://example.com/#a\"}]} | /schema/allOf/0/$dynamicRef",
        "{\"$id\": \"https://example.com/mine\"} | /schema/$id",
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"} | /schema/$schema",
        "{\"$ref\": \"#/$defs/none\"} | /schema",
        "{\"pattern\": \"(?=a)b\"} | /schema/pattern",
        "{\"pattern\": \"(a)\\\\1\"} | /schema/pattern",
        "{\"pattern\": \"(\"} | /schema/pattern",
        "{\"pattern\": \"((a{1000}){1000}){1000}\"} | /schema/pattern",
        "{\"pattern\": \"(a{100}){100}\"} | /schema/pattern",
        "{\"patternProperties\": {\"(?!a)\": {}}} | /schema/patternProperties/(?!a)",
      })
  void aSchemaThatIsNotTakenIsToldWithItsPlace(String schema, String pointer) {
    var errors = new FieldErrors();
    assertThat(CompileSchema.compile(schema, "/schema", errors)).isEmpty();
    assertThat(errors.all()).extracting(FieldError::pointer).contains(pointer);
  }

  @Test
  void sizeAndDepthOfASchemaAreLimited() {
    var errors = new FieldErrors();
    CompileSchema.compile("{\"title\": \"" + "x".repeat(32 * 1024) + "\"}", "/s", errors);
    String deep = "{\"items\": ".repeat(65) + "{}" + "}".repeat(65);
    CompileSchema.compile(deep, "/s", errors);
    assertThat(errors.all()).extracting(FieldError::detail).hasSize(2);
    assertThat(errors.all().get(0).detail()).contains("32 KiB");
    assertThat(errors.all().get(1).detail()).contains("64");
  }

  @Test
  void atMostTenBreachesAreTold() {
    String payload = "{\"a\": [" + "1,".repeat(50) + "1]}";
    assertThat(breaches("{\"properties\": {\"a\": {\"items\": {\"type\": \"string\"}}}}", payload))
        .hasSize(10);
  }

  /** Each would take for ever, or the whole stack, without bounds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#\"}",
        "{\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}",
        "{\"if\": {\"required\": [\"a\"]}, \"then\": {\"$ref\": \"#\"}}",
        "{\"$defs\": {\"a\": {\"allOf\": [REF, REF, REF, REF, REF, REF, REF, REF]}}, \"$ref\": \"#/$defs/a\"}",
        "{\"additionalProperties\": {\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}}",
        "{\"properties\": {\"text\": {\"allOf\": [PATTERNS]}}}",
      })
  void noSchemaAndPayloadKeepAThreadBusy(String schema) {
    String pattern = "{\"pattern\": \"^(x+x+){1,20}y$\"}";
    String text =
        schema
            .replace("REF", "{\"$ref\": \"#/$defs/a\"}")
            .replace("PATTERNS", (pattern + ", ").repeat(500) + pattern);
    String payload =
        "{\"text\": \""
            + "x".repeat(200_000)
            + "\", \"a\": "
            + "{\"a\": ".repeat(60)
            + "1"
            + "}".repeat(60)
            + "}";
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          var errors = new FieldErrors();
          List<FieldError> told =
              CompileSchema.compile(text, "/schema", errors)
                  .map(schemaOf -> schemaOf.breaches(bytes(payload), "/data"))
                  .orElseGet(errors::all);
          assertThat(told).isNotEmpty();
        });
  }

  @Test
  void whatNestsTooDeeplyOrHoldsAnEndlessNumberIsNotChecked() {
    String schema = "{\"properties\": {\"a\": {\"multipleOf\": 0.01}}}";
    assertThat(breaches(schema, "{\"a\": 1e999999999}").getFirst().detail()).contains("exponent");
    assertThat(breaches(schema, "{\"a\": " + "[".repeat(64) + "]".repeat(64) + "}"))
        .first()
        .extracting(FieldError::detail)
        .asString()
        .contains("64 levels");
  }

  @Test
  void nothingIsEverLoaded(@TempDir Path directory) throws Exception {
    var requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    Path file = Files.writeString(directory.resolve("schema.json"), "{\"type\": \"string\"}");
    String http = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema";
    try {
      for (String address :
          List.of(http, file.toUri().toString(), "classpath:draft/2020-12/schema")) {
        // Hidden from the check of references, for values hold no schemas.
        String hidden =
            "{\"default\": {\"x\": {\"$ref\": \"%s\"}}, \"$ref\": \"#/default/x\"}"
                .formatted(address);
        for (String schema : List.of("{\"$ref\": \"" + address + "\"}", hidden)) {
          var errors = new FieldErrors();
          assertThat(CompileSchema.compile(schema, "/schema", errors)).isEmpty();
          assertThat(errors.all()).isNotEmpty();
        }
      }
      assertThat(requests).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  private static List<FieldError> breaches(String schema, String payload) {
    var errors = new FieldErrors();
    PayloadSchema compiled = CompileSchema.compile(schema, "/schema", errors).orElse(null);
    assertThat(compiled).as(errors.all().toString()).isNotNull();
    return compiled.breaches(bytes(payload), "/data");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
