package dev.integrationshub.verification;

import dev.integrationshub.keys.KeyStream;
import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which keys have changed, for programs that keep copies of them. */
@Schema(name = "KeyChanges")
record KeyChangesView(
    @Schema(description = "Of the last change that the hub's node has seen") long sequence,
    @Schema(description = "false: changes are missing, forget every copy") boolean complete,
    List<Change> changes,
    @Schema(description = "What was committed longer ago than this is in the answer")
        long ageMillis,
    @Schema(description = "The database's time, by which limits and usage go") Instant now) {

  @Schema(name = "KeyChange")
  record Change(long sequence, String keyId) {}

  static KeyChangesView of(KeyStream.Since since, Instant now) {
    return new KeyChangesView(
        since.sequence(),
        since.complete(),
        since.changes().stream()
            .map(change -> new Change(change.sequence(), IdKind.API_KEY.format(change.keyId())))
            .toList(),
        // Rounded up: a younger answer than it is would be believed for too long.
        since.age().plusNanos(999_999).toMillis(),
        now);
  }
}
