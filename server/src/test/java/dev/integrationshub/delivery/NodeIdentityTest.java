package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
  @TempDir Path directory;

  @Test
  void theNextLifeOnADataDirectoryKnowsItselfAndItsPast() throws Exception {
    NodeIdentity first = NodeIdentity.claim(directory, UUID::randomUUID);
    assertThat(first.isReturning()).isFalse();
    first.close();
    try (NodeIdentity second = NodeIdentity.claim(directory, UUID::randomUUID)) {
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.isReturning()).isTrue();
    }
  }

  @Test
  void whoeverSharesTheDirectoryWithALivingNodeNeverTakesItsLeases() throws Exception {
    try (NodeIdentity living = NodeIdentity.claim(directory, UUID::randomUUID);
        NodeIdentity other = NodeIdentity.claim(directory, UUID::randomUUID)) {
      assertThat(other.id()).isNotEqualTo(living.id());
      assertThat(other.isReturning()).isFalse();
    }
  }

  @Test
  void eachOfSeveralNodesOnADirectoryIsKnownByItsOwnIdInItsNextLife() throws Exception {
    UUID other;
    try (NodeIdentity _ = NodeIdentity.claim(directory, UUID::randomUUID)) {
      try (NodeIdentity second = NodeIdentity.claim(directory, UUID::randomUUID)) {
        other = second.id();
      }
      try (NodeIdentity again = NodeIdentity.claim(directory, UUID::randomUUID)) {
        assertThat(again.id()).isEqualTo(other);
        assertThat(again.isReturning()).isTrue();
      }
    }
  }

  @Test
  void aHalfWrittenFileIsANewNode() throws Exception {
    Files.writeString(directory.resolve("node-id"), "0190");
    UUID made;
    try (NodeIdentity node = NodeIdentity.claim(directory, UUID::randomUUID)) {
      assertThat(node.isReturning()).isFalse();
      made = node.id();
    }
    assertThat(Files.readString(directory.resolve("node-id")).strip()).isEqualTo(made.toString());
  }
}
