package dev.integrationshub.verification;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rate limit of the API key that sent the request at hand. */
@RequestScoped
class CallerWindow {
  private @Nullable HourWindow window;

  void set(@Nullable HourWindow window) {
    this.window = window;
  }

  /** Empty for other callers, and for a key without a limit. */
  Optional<HourWindow> get() {
    return Optional.ofNullable(window);
  }
}
