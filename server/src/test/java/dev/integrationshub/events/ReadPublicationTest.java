package dev.integrationshub.events;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadPublicationTest {
  private static final UUID ORGANIZATION = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final String HEAD =
      "\"organizationId\":\"%s\",\"type\":\"user.created\""
          .formatted(IdKind.ORGANIZATION.format(ORGANIZATION));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"b\":1,\"a\":2}",
        "{\"n\":1.0,\"m\":1e2,\"z\":-0,\"big\":123456789012345678901234567890.10}",
        "{\"text\":\"Grüße, 世界 🌍\"}",
        "{\"escapes\":\"\\u00fc\\n\\/\\\"}{\"}",
        "{\"nul\":\"\\u0000\"}",
        "{\"nested\":{\"data\":{\"type\":[{},[[]],{\"data\":null}]}}}",
        "{\n  \"white\" :\t[ 1 ,\r\n 2 ]\n}",
        "{\"twice\":1,\"twice\":2}",
      })
  void dataIsKeptByteForByte(String data) {
    for (String body :
        new String[] {
          "{" + HEAD + ",\"data\":" + data + "}",
          "{\"data\":" + data + "," + HEAD + "}",
          "\n {\t" + HEAD + " , \"data\" : " + data + " \r\n} \n"
        }) {
      Publication read = ReadPublication.read(body.getBytes(UTF_8), null);
      assertThat(new String(read.data(), UTF_8)).isEqualTo(data);
      assertThat(read.organizationId()).isEqualTo(ORGANIZATION);
      assertThat(read.type()).isEqualTo("user.created");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{HEAD,\"data\":{}",
        "{HEAD,\"data\":{}}{}",
        "{HEAD,\"data\":{}} x",
        "{HEAD,\"data\":{},}",
        "{HEAD,\"data\":{\"a\":01}}",
        "{HEAD,\"data\":{\"a\":\"\u0001\"}}",
        "{HEAD,\"data\":{'a':1}}",
        "{HEAD,\"data\":{\"a\":NaN}}",
        "{HEAD,\"data\":{\"a\":1}/**/}",
        "{HEAD,\"data\":{\"a\":[}]}",
        "\uFEFF{HEAD,\"data\":{}}",
        "{HEAD}",
        "{HEAD,\"data\":null}",
        "{HEAD,\"data\":[]}",
        "{HEAD,\"data\":\"{}\"}",
        "{HEAD,\"data\":{},\"data\":{}}",
        "{HEAD,\"data\":{},\"type\":\"user.created\"}",
        "{HEAD,\"data\":{},\"extra\":1}",
        "{HEAD,\"data\":{},\"extra\":{\"data\":{}}}",
        "{\"organizationId\":\"x\",\"type\":\"user.created\",\"data\":{}}",
        "{\"organizationId\":1,\"type\":\"user.created\",\"data\":{}}",
        "{\"type\":\"user.created\",\"data\":{}}",
      })
  void whatIsNotExactlySuchAnObjectIsRefused(String body) {
    assertThat(status(body.replace("HEAD", HEAD).getBytes(UTF_8))).isEqualTo(400);
  }

  @Test
  void everyEncodingButUtf8IsRefused() {
    String body = "{" + HEAD + ",\"data\":{}}";
    assertThat(status(body.getBytes(UTF_16))).isEqualTo(400);
    assertThat(status(body.getBytes(UTF_16LE))).isEqualTo(400);
    byte[] latin1 = ("{" + HEAD + ",\"data\":{\"a\":\"?\"}}").getBytes(UTF_8);
    latin1[latin1.length - 4] = (byte) 0xfc;
    assertThat(status(latin1)).isEqualTo(400);
  }

  @Test
  void dataMayHave256KiBAndNotOneByteMore() {
    String filling = "x".repeat(256 * 1024 - "{\"a\":\"\"}".length());
    String largest = "{" + HEAD + ",\"data\":{\"a\":\"" + filling + "\"}}";
    assertThat(ReadPublication.read(largest.getBytes(UTF_8), null).data()).hasSize(256 * 1024);
    assertThatThrownBy(
            () -> ReadPublication.read(largest.replace("xx", "xxx").getBytes(UTF_8), null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(413);
              assertThat(e.problem().detail()).contains("256 KiB");
            });
  }

  private static int status(byte[] body) {
    try {
      ReadPublication.read(body, null);
      return 200;
    } catch (ProblemException e) {
      return e.problem().status();
    }
  }
}
