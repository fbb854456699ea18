package dev.integrationshub.leaks;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report from its bytes. The parser's own words are kept out of answers: they may quote a
 * token.
 */
@Singleton
class ReadBody {
  private final ObjectMapper json;

  ReadBody(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @throws JacksonException for JSON of another shape
   * @throws ProblemException 400 for what is not JSON
   */
  <T> T as(Class<T> type, byte @Nullable [] body) throws JacksonException {
    try {
      @Nullable T read = json.readValue(body == null ? new byte[0] : body, type);
      if (read == null) {
        throw ProblemException.badRequest("Send the leaks as a JSON object.");
      }
      return read;
    } catch (JsonParseException e) {
      throw ProblemException.badRequest(
          "The body is not JSON (line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ").");
    } catch (JacksonException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
