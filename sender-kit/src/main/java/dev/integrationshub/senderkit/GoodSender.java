package dev.integrationshub.senderkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a good sender makes of a case. None follows a redirect, and none takes more of a response
 * than it keeps.
 *
 * @param outcome {@code success}, {@code http_<code>}, or why no whole response came, such as
 *     {@code timeout}
 * @param alsoGood other outcomes that are as good
 * @param waitsSeconds before it tries again, at least, in addition to its own schedule
 * @param note what else it does, in a sentence; may be empty
 */
record GoodSender(String outcome, List<String> alsoGood, double waitsSeconds, String note) {

  static GoodSender sees(String outcome, String... alsoGood) {
    return new GoodSender(outcome, List.of(alsoGood), 0, "");
  }

  static GoodSender succeeds(String... alsoGood) {
    return sees("success", alsoGood);
  }

  GoodSender waiting(double seconds) {
    return new GoodSender(outcome, alsoGood, seconds, note);
  }

  GoodSender and(String sentence) {
    return new GoodSender(outcome, alsoGood, waitsSeconds, sentence);
  }

  Map<String, Object> describe() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("outcome", outcome);
    described.put("alsoGood", alsoGood);
    described.put("success", outcome.equals("success"));
    described.put("followsRedirect", false);
    described.put("waitsSeconds", waitsSeconds);
    described.put("note", note);
    return described;
  }
}
