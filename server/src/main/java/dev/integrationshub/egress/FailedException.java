package dev.integrationshub.egress;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request for one of the reasons that have a name. */
final class FailedException extends Exception {
  private final FailureKind kind;
  private final String detail;
  private final transient @Nullable ReceivedResponse partial;

  FailedException(FailureKind kind, String detail) {
    this(kind, detail, null);
  }

  private FailedException(FailureKind kind, String detail, @Nullable ReceivedResponse partial) {
    super(kind + ": " + detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
    this.partial = partial;
  }

  FailureKind kind() {
    return kind;
  }

  Outcome.Failed outcome() {
    return new Outcome.Failed(kind, detail);
  }

  /** What had arrived by then. */
  Optional<ReceivedResponse> partial() {
    return Optional.ofNullable(partial);
  }

  FailedException after(Optional<ReceivedResponse> partial) {
    return new FailedException(kind, detail, partial.orElse(null));
  }
}
