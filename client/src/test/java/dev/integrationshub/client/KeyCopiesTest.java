package dev.integrationshub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyCopiesTest {
  private static final String KEY = KeyTexts.START;

  private final KeyCopies copies = new KeyCopies();
  private final KeyText key = presented(KEY);

  @Test
  void aCopyFromBeforeAChangeIsNotTaken() {
    copies.change("key_1", 7);
    assertThat(copies.put(key.prefix(), copy("key_1", 6))).isFalse();
    assertThat(copies.find(key)).isNull();
    assertThat(copies.put(key.prefix(), copy("key_1", 7))).isTrue();
    assertThat(copies.find(key)).isNotNull();
  }

  @Test
  void aChangeTakesTheCopyAway() {
    assertThat(copies.put(key.prefix(), copy("key_1", 6))).isTrue();
    copies.change("key_2", 7);
    assertThat(copies.find(key)).as("another key's").isNotNull();
    copies.change("key_1", 8);
    assertThat(copies.find(key)).isNull();
  }

  @Test
  void anOldChangeLeavesANewerCopy() {
    assertThat(copies.put(key.prefix(), copy("key_1", 9))).isTrue();
    copies.change("key_1", 9);
    copies.change("key_1", 8);
    assertThat(copies.find(key)).isNotNull();
  }

  @Test
  void whoeverMissedChangesForgetsAllAndTakesNothingOlder() {
    assertThat(copies.put(key.prefix(), copy("key_1", 6))).isTrue();
    copies.clear(20);
    assertThat(copies.find(key)).isNull();
    assertThat(copies.put(key.prefix(), copy("key_1", 19))).isFalse();
    assertThat(copies.put(key.prefix(), copy("key_1", 20))).isTrue();
  }

  @Test
  void changesThatAreForgottenLetNoOldCopyIn() {
    for (int i = 1; i <= 10_001; i++) {
      copies.change("key_" + i, i);
    }
    assertThat(copies.put(key.prefix(), copy("key_1", 0))).isFalse();
    assertThat(copies.put(key.prefix(), copy("key_1", 10_001))).isTrue();
  }

  @Test
  void theWrongSecretFindsNoCopy() {
    assertThat(copies.put(key.prefix(), copy("key_1", 6))).isTrue();
    assertThat(copies.find(presented(KEY.replace("abc", "abd")))).isNull();
  }

  private static KeyText presented(String start) {
    KeyText key = KeyText.parse(KeyTexts.withChecksum(start));
    assertThat(key).isNotNull();
    return key;
  }

  private KeyCopy copy(String keyId, long sequence) {
    return new KeyCopy(
        sequence,
        key.digest(),
        keyId,
        "org_1",
        "CI",
        List.of(),
        null,
        List.of(),
        null,
        false,
        false);
  }
}
