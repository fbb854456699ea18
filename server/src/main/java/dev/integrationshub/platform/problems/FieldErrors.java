package dev.integrationshub.platform.problems;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything wrong with a request, so that its author learns of all of it at once. */
public final class FieldErrors {
  private final List<FieldError> errors = new ArrayList<>();

  public void add(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }

  public void addAll(Collection<FieldError> others) {
    errors.addAll(others);
  }

  public List<FieldError> all() {
    return List.copyOf(errors);
  }

  /** Adds the error unless the condition holds. */
  public void require(boolean holds, String pointer, String detail) {
    if (!holds) {
      add(pointer, detail);
    }
  }

  /**
   * Whether the list has as many entries as it must have; adds an error where it hasn't.
   *
   * @param list null counts as empty
   */
  public boolean requireSize(@Nullable Collection<?> list, String pointer, int least, int most) {
    int size = list == null ? 0 : list.size();
    boolean fits = size >= least && size <= most;
    String wanted = least == 0 ? "at most " + most : least + " to " + most;
    require(fits, pointer, "has " + size + " entries; " + wanted + " are allowed");
    return fits;
  }

  /**
   * A text that must be there, stripped.
   *
   * @param maxLength in UTF-16 units
   * @return the text, or "" where an error was added
   */
  public String text(@Nullable String value, String pointer, int maxLength) {
    String stripped = value == null ? "" : value.strip();
    if (stripped.isEmpty()) {
      add(pointer, "is required");
    } else if (stripped.length() > maxLength) {
      add(
          pointer,
          "has " + stripped.length() + " characters; at most " + maxLength + " are allowed");
    } else if (stripped.chars().anyMatch(Character::isISOControl)) {
      add(pointer, "must not contain control characters");
    } else {
      return stripped;
    }
    return "";
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * @throws ProblemException 400 with every error, if there are any
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }
}
