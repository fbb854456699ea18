package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for a new catalogue of scopes, as sent. */
@Schema(name = "ReplaceScopes")
record ReplaceScopesRequest(
    @Schema(
            required = true,
            minItems = 1,
            maxItems = ReplaceScopesRequest.MAX_SCOPES,
            description = "The whole catalogue, with organization:read and organization:write")
        @Nullable List<@Nullable Entry> data) {

  static final int MAX_SCOPES = 100;
  static final int MAX_NAME_LENGTH = 64;
  static final int MAX_DESCRIPTION_LENGTH = 200;

  /** What the hub's own API asks of an organization's keys. */
  static final List<String> OWN = List.of("organization:read", "organization:write");

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+:[a-z0-9._-]+");

  @Schema(name = "ScopeEntry")
  record Entry(
      @Schema(
              required = true,
              maxLength = MAX_NAME_LENGTH,
              description = "resource:action, of lower-case letters, digits, '-', '_' and '.'",
              examples = "recordings:read")
          @Nullable String name,
      @Schema(required = true, maxLength = MAX_DESCRIPTION_LENGTH, examples = "Read recordings")
          @Nullable String description) {}

  /** The scopes asked for; every breach of the rules is added to the errors. */
  List<Scope> scopes(FieldErrors errors) {
    if (data == null || data.isEmpty() || data.size() > MAX_SCOPES) {
      errors.add(
          "/data",
          "has " + (data == null ? 0 : data.size()) + " scopes; it must have 1 to " + MAX_SCOPES);
      return List.of();
    }
    List<Scope> scopes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      String pointer = "/data/" + i;
      Entry entry = data.get(i);
      if (entry == null) {
        errors.add(pointer, "must be an object with name and description");
      } else {
        Scope scope = scope(entry, pointer, errors);
        scopes.add(scope);
        errors.require(names.add(scope.name()), pointer + "/name", "repeats " + scope.name());
      }
    }
    for (String own : OWN) {
      errors.require(
          names.contains(own), "/data", "must keep " + own + ": the hub's own API asks for it");
    }
    return scopes;
  }

  private static Scope scope(Entry entry, String pointer, FieldErrors errors) {
    String name = entry.name() == null ? "" : entry.name();
    errors.require(
        NAME.matcher(name).matches() && name.length() <= MAX_NAME_LENGTH,
        pointer + "/name",
        "must be resource:action, of lower-case letters, digits, '-', '_' and '.', with at most "
            + MAX_NAME_LENGTH
            + " characters");
    return new Scope(
        name, errors.text(entry.description(), pointer + "/description", MAX_DESCRIPTION_LENGTH));
  }
}
