package dev.integrationshub.platform.http;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The {@code limit} and {@code cursor} of a list request; taken as a {@code @BeanParam}. */
public class PageRequest {
  private static final int MAX_LIMIT = 100;

  @Parameter(description = "Items in a page, 1 to 100")
  @QueryParam("limit")
  @DefaultValue("50")
  int limit;

  @Parameter(description = "nextCursor of the page before")
  @QueryParam("cursor")
  @Nullable String cursor;

  /**
   * @throws ProblemException 400 outside 1 to 100
   */
  public int limit() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest(
          "limit is " + limit + "; it must lie between 1 and " + MAX_LIMIT + ".");
    }
    return limit;
  }

  /**
   * The id after which the page starts, for lists ordered by id whose cursor is the last id shown.
   *
   * @throws ProblemException 400 when the cursor is not one that the hub gave
   */
  public Optional<UUID> after(IdKind kind) {
    if (cursor == null) {
      return Optional.empty();
    }
    Optional<UUID> id = kind.parse(cursor);
    if (id.isEmpty()) {
      throw ProblemException.badRequest("cursor is not a nextCursor of this list.");
    }
    return id;
  }
}
