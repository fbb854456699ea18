package dev.integrationshub.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.organizations.RootKeys;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule files of deploy/scanners against keys as the hub makes them. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class ScannerRulesTest {
  private static final Path SCANNERS = Path.of("../deploy/scanners");
  private static final Pattern GITLEAKS = Pattern.compile("(?m)^regex = '''(.*)'''$");
  private static final Pattern TRUFFLEHOG = Pattern.compile("(?m)^ +key: '(.*)'$");

  /** What Java knows and RE2 does not: look-around, back-references, possessive and atomic. */
  private static final Pattern NOT_RE2 = Pattern.compile("\\(\\?[=!<>]|\\\\[1-9k]|[*+?}]\\+");

  @Inject Jdbi jdbi;
  @Inject RootKeys rootKeys;

  @Test
  void bothScannersHaveTheSameTwoRules() throws Exception {
    assertThat(expressions(GITLEAKS, "gitleaks.toml"))
        .hasSize(2)
        .isEqualTo(expressions(TRUFFLEHOG, "trufflehog.yaml"));
    for (String file : List.of("gitleaks.toml", "trufflehog.yaml")) {
      assertThat(Files.readString(SCANNERS.resolve(file))).contains("ihk_", "keywords");
    }
  }

  @Test
  void theExpressionsAreSuchAsRe2Takes() throws Exception {
    assertThat(expressions(GITLEAKS, "gitleaks.toml"))
        .allSatisfy(expression -> assertThat(NOT_RE2.matcher(expression).find()).isFalse());
  }

  @Test
  void keysAsTheHubMakesThemAreFoundWherever() throws Exception {
    ReportedKeys organization = ReportedKeys.inNewOrganization(jdbi);
    for (int i = 0; i < 10; i++) {
      String key = organization.create("").text();
      String rootKey = rootKeys.create("Scanner test");
      for (String around :
          List.of("%s", "KEY=%s", "\"%s\"", "?key=%s&a=1", "Bearer %s\n", "(%s)")) {
        assertThat(found(around.formatted(key))).containsExactly(key);
        assertThat(found(around.formatted(rootKey))).containsExactly(rootKey);
      }
      assertThat(found(key.replace("ihk_live_", "ihk_test_"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ihk_live_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk",
        "ihk_live_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm",
        "ihk_live_012345678_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
        "ihk_live_0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
        "ihk_prod_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
        "IHK_LIVE_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
        "xihk_live_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
        "ihk_live_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij.l",
        "ihk_live_0123456789",
        "ihk_root_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef",
        "ihk_root_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh",
        "ihk_root_0123456789ABCDEFGHIJ-LMNOPQRSTUVWXYZabcdefg"
      })
  void nearMissesAreNotFound(String text) throws Exception {
    assertThat(found(text)).isEmpty();
  }

  private static List<String> found(String text) throws IOException {
    return expressions(GITLEAKS, "gitleaks.toml").stream()
        .flatMap(expression -> Pattern.compile(expression).matcher(text).results())
        .map(match -> match.group())
        .toList();
  }

  private static List<String> expressions(Pattern line, String file) throws IOException {
    String rules = Files.readString(SCANNERS.resolve(file));
    Stream<String> all = line.matcher(rules).results().map(match -> match.group(1));
    return all.toList();
  }
}
