package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.crypto.RandomText;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
  private static final String KNOWN = "ihk_live_0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";

  @Test
  void checksumIsTheOneThatOtherLanguagesCompute() {
    // python3: zlib.crc32(KNOWN), in base 62 with digits, capitals, small letters.
    assertThat(KeyFormat.checksum(KNOWN)).isEqualTo("0Iih1e");
    assertThat(KeyFormat.checksum("")).isEqualTo("000000");
    assertThat(KeyFormat.parse(KNOWN + KeyFormat.checksum(KNOWN)))
        .hasValueSatisfying(key -> assertThat(key.prefix()).isEqualTo("ihk_live_0123456789"));
  }

  @RepeatedTest(50)
  void generatedKeyIsReadBack() {
    KeyText key = KeyFormat.generate(RandomText::base62);
    assertThat(key.value()).matches("ihk_live_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}");
    assertThat(KeyFormat.parse(key.value())).contains(key);
  }

  @RepeatedTest(20)
  void everyChangeOfOneCharacterIsFoundWithoutLookup() {
    String key = KeyFormat.generate(RandomText::base62).value();
    for (int i = 0; i < key.length(); i++) {
      for (char c = 0; c < 0x180; c++) {
        if (c != key.charAt(i)) {
          String changed = key.substring(0, i) + c + key.substring(i + 1);
          assertThat(KeyFormat.parse(changed)).as(changed).isEmpty();
        }
      }
    }
  }

  @RepeatedTest(20)
  void cutLongerAndSwappedKeysAreRefused() {
    String key = KeyFormat.generate(RandomText::base62).value();
    for (int i = 0; i < key.length(); i++) {
      assertThat(KeyFormat.parse(key.substring(0, i))).isEmpty();
      assertThat(KeyFormat.parse(key.substring(0, i) + key.substring(i + 1))).isEmpty();
      assertThat(KeyFormat.parse(key.substring(0, i) + "0" + key.substring(i))).isEmpty();
    }
    for (int i = 1; i < key.length(); i++) {
      if (key.charAt(i - 1) != key.charAt(i)) {
        String swapped =
            key.substring(0, i - 1) + key.charAt(i) + key.charAt(i - 1) + key.substring(i + 1);
        assertThat(KeyFormat.parse(swapped)).as(swapped).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ihk_live_", "ihk_test_"})
  void liveAndTestKeysAreApiKeys(String start) {
    String checked = start + "0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
    assertThat(KeyFormat.isApiKey(start)).isTrue();
    assertThat(KeyFormat.parse(checked + KeyFormat.checksum(checked))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ihk_root_", "IHK_live_", "ihk_prod_"})
  void otherStartsAreRefusedWhateverTheChecksum(String start) {
    String checked = start + "0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
    assertThat(KeyFormat.isApiKey(start)).isFalse();
    assertThat(KeyFormat.parse(checked + KeyFormat.checksum(checked))).isEmpty();
  }

  @Test
  void secretIsNotPrinted() {
    KeyText key = KeyFormat.generate(RandomText::base62);
    assertThat(key.toString()).isEqualTo(key.prefix() + "_***");
  }
}
