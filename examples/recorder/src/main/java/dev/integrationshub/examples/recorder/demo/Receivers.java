package dev.integrationshub.examples.recorder.demo;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the made-up customer's webhooks go; they behave as receivers do. */
@RestController
@ConditionalOnProperty("recorder.demo")
class Receivers {
  enum Kind {
    RELIABLE,
    FLAKY,
    BROKEN,
    SLOW
  }

  @PostMapping("/demo/receivers/{kind}")
  ResponseEntity<String> receive(@PathVariable String kind, @RequestBody String event)
      throws InterruptedException {
    int chance = ThreadLocalRandom.current().nextInt(100);
    return switch (Kind.valueOf(kind.toUpperCase(Locale.ROOT))) {
      case RELIABLE -> answer(200, "Thank you for " + event.length() + " characters.");
      case FLAKY -> chance < 25 ? answer(503, "Try again later.") : answer(200, "OK");
      case BROKEN -> chance < 90 ? answer(500, "NullPointerException") : answer(200, "OK");
      case SLOW -> {
        Thread.sleep(500L + 20L * chance);
        yield answer(202, "Queued");
      }
    };
  }

  private static ResponseEntity<String> answer(int status, String body) {
    return ResponseEntity.status(status).body(body + "\n");
  }
}
