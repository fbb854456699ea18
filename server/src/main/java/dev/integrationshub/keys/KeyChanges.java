package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The tables {@code key_stream}, {@code key_change} and {@code key_stream_node}. */
@ApplicationScoped
class KeyChanges {
  /** The channel on which a commit hints that there is a change. */
  static final String CHANNEL = "key_change";

  /** After a longer absence a node starts with an empty memory rather than read on. */
  static final int MOST_READ = 10_000;

  private static final Duration KEPT = Duration.ofMinutes(10);

  /** Both in one statement, and so of one moment. */
  private static final String READ =
      """
      SELECT latest.sequence AS latest, change.sequence, change.key_id, change.prefix
      FROM key_stream latest
      LEFT JOIN LATERAL (
        SELECT sequence, key_id, prefix FROM key_change
        WHERE sequence > :after AND sequence <= latest.sequence
        ORDER BY sequence LIMIT :most) change ON true
      ORDER BY change.sequence
      """;

  private static final String OF_KEY = "SELECT max(sequence) FROM key_change WHERE key_id = :keyId";

  private static final String ACKNOWLEDGE =
      """
      INSERT INTO key_stream_node (node, applied, seen_at)
      VALUES (:node, :applied, clock_timestamp())
      ON CONFLICT (node) DO UPDATE SET applied = excluded.applied, seen_at = excluded.seen_at
      """;

  private static final String LEAVE = "DELETE FROM key_stream_node WHERE node = :node";

  private static final String STANDING =
      """
      SELECT count(*) AS nodes, count(*) FILTER (WHERE applied >= :sequence) AS acknowledged
      FROM key_stream_node
      WHERE seen_at > clock_timestamp() - :silence * interval '1 millisecond'
      """;

  private static final String DROP_OLD =
      """
      DELETE FROM key_change
      WHERE at < clock_timestamp() - :kept * interval '1 second'
      """;

  private static final String DROP_ENDED =
      """
      DELETE FROM key_stream_node
      WHERE seen_at < clock_timestamp() - :kept * interval '1 second'
      """;

  /**
   * The stream at one moment.
   *
   * @param after where reading began
   * @param latest the last sequence there is
   * @param changes in order; fewer than lie between where some are not kept any more
   */
  record Read(long after, long latest, List<KeyChange> changes) {

    boolean isComplete() {
      return latest - after == changes.size();
    }
  }

  /**
   * How far the running nodes are.
   *
   * @param nodes that may believe their memory
   * @param acknowledged those of them that have applied what was asked for
   */
  record Standing(int nodes, int acknowledged) {}

  /** There is one without a change where nothing came after. */
  private record Row(long latest, Optional<KeyChange> change) {}

  Read read(Handle handle, long after) {
    List<Row> rows =
        handle
            .createQuery(READ)
            .bind("after", after)
            .bind("most", MOST_READ + 1)
            .map((row, _) -> row(row))
            .list();
    return new Read(
        after,
        rows.getFirst().latest(),
        rows.stream().flatMap(row -> row.change().stream()).toList());
  }

  private static Row row(ResultSet row) throws SQLException {
    String prefix = row.getString("prefix");
    return new Row(
        row.getLong("latest"),
        prefix == null
            ? Optional.empty()
            : Optional.of(
                new KeyChange(
                    row.getLong("sequence"), row.getObject("key_id", UUID.class), prefix)));
  }

  /** The sequence of the key's last change; empty where none is kept any more. */
  Optional<Long> ofKey(Handle handle, UUID keyId) {
    return handle.createQuery(OF_KEY).bind("keyId", keyId).mapTo(Long.class).findFirst();
  }

  void acknowledge(Handle handle, UUID node, long applied) {
    handle.createUpdate(ACKNOWLEDGE).bind("node", node).bind("applied", applied).execute();
  }

  void leave(Handle handle, UUID node) {
    handle.createUpdate(LEAVE).bind("node", node).execute();
  }

  /**
   * @param silence after which a node no longer believes its memory, or has ended
   */
  Standing standing(Handle handle, long sequence, Duration silence) {
    return handle
        .createQuery(STANDING)
        .bind("sequence", sequence)
        .bind("silence", silence.toMillis())
        .map(ConstructorMapper.of(Standing.class))
        .one();
  }

  /** Drops changes that nodes have read long since, and nodes that have ended. */
  void dropOld(Handle handle) {
    handle.createUpdate(DROP_OLD).bind("kept", KEPT.toSeconds()).execute();
    handle.createUpdate(DROP_ENDED).bind("kept", KEPT.toSeconds()).execute();
  }
}
