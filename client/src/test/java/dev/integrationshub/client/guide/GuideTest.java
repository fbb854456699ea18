package dev.integrationshub.client.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.client.KeyTexts;
import dev.integrationshub.client.KeyVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Path GUIDE = Path.of("../docs/verify-in-your-product.md");
  private static final Path SOURCES = Path.of("src/test/java/dev/integrationshub/client/guide");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  /** A port that nobody listens on. */
  private static final URI NO_HUB = URI.create("http://127.0.0.1:1");

  @Test
  void allJavaOfTheGuideIsCodeThatCompiles() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> !f.endsWith("GuideTest.java")).toList()) {
        code.append(unindented(Files.readString(file)));
      }
    }
    List<String> blocks =
        BLOCK.matcher(Files.readString(GUIDE)).results().map(GuideTest::body).toList();
    assertThat(blocks).hasSize(2);
    assertThat(blocks).allSatisfy(block -> assertThat(code.toString()).contains(block));
  }

  @Test
  void itsAnswersAreWhatItSays() {
    AtomicBoolean served = new AtomicBoolean();
    StartVerifier.run(NO_HUB, "ihk_root_of_a_test", served);
    assertThat(served).isTrue();
    try (KeyVerifier verifier = KeyVerifier.start(NO_HUB, "ihk_root_of_a_test")) {
      AnswerWithKey answers = new AnswerWithKey(verifier);
      InetAddress caller = InetAddress.getLoopbackAddress();
      assertThat(answers.statusOf("no key", caller)).isEqualTo(401);
      assertThat(answers.statusOf(KeyTexts.WELL_FORMED, caller)).isEqualTo(503);
    }
  }

  private static String body(MatchResult block) {
    return unindented(block.group(1));
  }

  /** How far a line stands to the right says nothing. */
  private static String unindented(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
