package dev.integrationshub.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hub, or a proxy before it, answered with an error: a problem detail (RFC 9457) where it was
 * the hub. Answers that say "later" (429, 503) end in this only when the attempts or the time were
 * used up.
 */
public final class HubProblemException extends HubException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final @Nullable String detail;
  private final List<FieldError> errors;

  HubProblemException(int status, String title, @Nullable String detail, List<FieldError> errors) {
    super(message(status, title, detail, errors), null);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = List.copyOf(errors);
  }

  /** The HTTP status: 401 for a wrong root key, 413 for too much, 422 for an unknown type … */
  public int status() {
    return status;
  }

  /** The kind of problem in a few words; empty when the answer was no problem detail. */
  public String title() {
    return title;
  }

  /** What went wrong, and what to do about it. */
  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  /** For invalid input: every place that is wrong, up to the hub's limit. */
  public List<FieldError> errors() {
    return errors;
  }

  private static String message(
      int status, String title, @Nullable String detail, List<FieldError> errors) {
    var message = new StringBuilder("the hub answered ").append(status);
    if (!title.isEmpty()) {
      message.append(' ').append(title);
    }
    if (detail != null) {
      message.append(": ").append(detail);
    }
    if (errors.size() > 1) {
      errors.forEach(e -> message.append("; ").append(e.pointer()).append(' ').append(e.detail()));
    }
    return message.toString();
  }
}
