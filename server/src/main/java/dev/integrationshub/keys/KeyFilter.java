package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which keys a list shows; taken as a {@code @BeanParam}. */
public class KeyFilter {
  private static final int MAX_SEARCH_LENGTH = 100;
  private static final String ALL = "all";

  @Parameter(description = "Only keys of this status")
  @Schema(enumeration = {ALL, "active", "disabled", "expired", "revoked"})
  @QueryParam("status")
  @DefaultValue(ALL)
  String status = ALL;

  @Parameter(
      description =
          "Only active keys that want a look: without an expiry, without use for 90 days, expiring"
              + " within 7 days, or tried with a wrong secret within the last 7 days")
  @Schema(enumeration = {"never_expires", "idle", "expiring", "failed_attempts"})
  @QueryParam("hygiene")
  @Nullable String hygiene;

  @Parameter(description = "Only keys with this in name or prefix, in any case")
  @QueryParam("search")
  @DefaultValue("")
  String search = "";

  /**
   * The conditions on {@code api_key k} and {@code api_key_use u}, which may use {@code :now}, and
   * {@code :search} if there is one.
   *
   * @throws ProblemException 400 for a value that is none of those allowed
   */
  List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    if (!status.equals(ALL)) {
      conditions.add(condition(choice("status", status, KeyStatus.values(), ALL)));
    }
    if (hygiene != null) {
      conditions.add(condition(KeyStatus.ACTIVE));
      conditions.add(choice("hygiene", hygiene, KeyHygiene.values()).condition());
    }
    if (search().isPresent()) {
      // Within a statement of its own, the search is put in lower case once instead of per key.
      conditions.add("strpos(k.search_text, (SELECT lower(CAST(:search AS text)))) > 0");
    }
    return conditions;
  }

  /**
   * What name or prefix must contain.
   *
   * @throws ProblemException 400 for control characters or more than 100 characters
   */
  Optional<String> search() {
    if (search.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.badRequest("search must not contain control characters.");
    }
    if (search.length() > MAX_SEARCH_LENGTH) {
      throw ProblemException.badRequest(
          "search has "
              + search.length()
              + " characters; it may have "
              + MAX_SEARCH_LENGTH
              + " at most.");
    }
    return Optional.of(search.strip()).filter(text -> !text.isEmpty());
  }

  /** The rule of {@link KeyStatus#of}. */
  static String condition(KeyStatus status) {
    return switch (status) {
      case REVOKED -> "k.revoked_at IS NOT NULL";
      case DISABLED -> "k.revoked_at IS NULL AND k.disabled_at IS NOT NULL";
      case EXPIRED -> "k.revoked_at IS NULL AND k.disabled_at IS NULL AND k.expires_at <= :now";
      case ACTIVE ->
          """
          k.revoked_at IS NULL AND k.disabled_at IS NULL
          AND (k.expires_at IS NULL OR k.expires_at > :now)
          """;
    };
  }

  private static <E extends Enum<E>> E choice(
      String parameter, String text, E[] choices, String... further) {
    for (E choice : choices) {
      if (name(choice).equals(text)) {
        return choice;
      }
    }
    List<String> allowed = new ArrayList<>(List.of(further));
    Arrays.stream(choices).map(KeyFilter::name).forEach(allowed::add);
    throw ProblemException.badRequest(
        parameter + " must be one of " + allowed.stream().collect(Collectors.joining(", ")) + ".");
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
