package dev.integrationshub.verification;

import dev.integrationshub.usage.HourWindow;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API key that came with the request at hand is told and charged in the end. */
@RequestScoped
class MeteredCall {
  private @Nullable HourWindow window;
  private @Nullable Allowed allowed;

  /**
   * A call whose end must be reported.
   *
   * @param startNanos of {@link System#nanoTime}
   */
  record Allowed(UUID keyId, long startNanos) {}

  void limitedBy(@Nullable HourWindow window) {
    this.window = window;
  }

  void allowed(UUID keyId, long startNanos) {
    this.allowed = new Allowed(keyId, startNanos);
  }

  /** Empty for other callers, and for a key without a limit. */
  Optional<HourWindow> window() {
    return Optional.ofNullable(window);
  }

  Optional<Allowed> allowed() {
    return Optional.ofNullable(allowed);
  }
}
