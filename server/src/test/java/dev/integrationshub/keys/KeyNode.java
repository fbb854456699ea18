package dev.integrationshub.keys;

import dev.integrationshub.platform.crypto.EncryptionKey;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.database.OpenConnection;
import dev.integrationshub.platform.ids.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** What one node of the hub knows of keys. */
final class KeyNode implements AutoCloseable {
  static final KeyHasher HASHER = new KeyHasher(new EncryptionKey(new byte[32]));

  private final Connection connection;
  private final Jdbi jdbi;
  private final KeyStream stream;
  private final KnownKeys keys;
  private final FollowKeyStream follow;

  private KeyNode(OpenConnection connections, UnaryOperator<List<FindProvenKeys.Found>> afterLookUp)
      throws SQLException {
    this.connection = connections.open();
    this.jdbi = Jdbi.create(connection).installPlugin(new PostgresPlugin());
    var changes = new KeyChanges();
    var cache = new KeyCache();
    var find = new FindProvenKeys();
    this.stream = new KeyStream(jdbi, changes, cache, InstantSource.system());
    this.keys =
        new KnownKeys(
            hashes -> afterLookUp.apply(jdbi.withHandle(handle -> find.findAll(handle, hashes))),
            cache,
            stream);
    this.follow =
        new FollowKeyStream(stream, changes, connections, new Ids(InstantSource.system()));
  }

  static KeyNode start(OpenConnection connections) throws SQLException {
    return start(connections, found -> found);
  }

  /**
   * @param afterLookUp is given what a look-up has read, before it is remembered
   */
  static KeyNode start(
      OpenConnection connections, UnaryOperator<List<FindProvenKeys.Found>> afterLookUp)
      throws SQLException {
    KeyNode node = new KeyNode(connections, afterLookUp);
    node.follow.start(new StartupEvent());
    return node;
  }

  KeyStream stream() {
    return stream;
  }

  Optional<ProvenKey> find(KeyText text) {
    return keys.find(text, HASHER.hash(text.value()));
  }

  Map<KeyText, ProvenKey> findAll(List<KeyText> texts) {
    Map<KeyText, byte[]> hashes = new HashMap<>();
    texts.forEach(text -> hashes.put(text, HASHER.hash(text.value())));
    return keys.findAll(hashes);
  }

  Optional<ProvenKey> remembered(KeyText text) {
    return keys.remembered(text.prefix(), HASHER.hash(text.value()));
  }

  @Override
  public void close() throws SQLException {
    try {
      follow.stop(new ShutdownEvent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
