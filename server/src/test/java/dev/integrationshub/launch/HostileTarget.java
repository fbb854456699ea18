package dev.integrationshub.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of the hostile receiver, at one of its URLs.
 *
 * @param goodSender what the kit expects of any sender
 */
record HostileTarget(String id, String url, JsonNode goodSender) {

  /** Those that the kit finds good. */
  List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    outcomes.add(goodSender.at("/outcome").asText());
    goodSender.at("/alsoGood").forEach(outcome -> outcomes.add(outcome.asText()));
    return outcomes;
  }

  @Override
  public String toString() {
    return id + " at " + url;
  }
}
