package dev.integrationshub.examples.recorder.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Calls the recorder's API as the made-up customer's programs do, a few times a second. */
@Component
@ConditionalOnProperty("recorder.demo")
class Traffic implements ApplicationRunner {
  private static final System.Logger LOG = System.getLogger(Traffic.class.getName());
  private static final List<String> TITLES =
      List.of("Weekly review", "Onboarding call", "Customer interview", "Retrospective", "Demo");
  private static final Pattern ID = Pattern.compile("\"id\":\"(rec_[^\"]+)\"");
  private static final int LONGEST_PAUSE_MILLIS = 600;
  private static final int MOST_KEPT = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random();
  private final Deque<String> made = new ArrayDeque<>();
  private final Customer customer;
  private final URI recorder;

  Traffic(Customer customer, @Value("${server.port}") int port) {
    this.customer = customer;
    this.recorder = URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Thread thread = new Thread(this::goOn, "demo-traffic");
    thread.setDaemon(true);
    thread.start();
  }

  private void goOn() {
    try {
      List<Customer.Held> keys = awaitHub();
      while (true) {
        call(keys.get(random.nextInt(keys.size())));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Customer.Held> awaitHub() throws InterruptedException {
    while (true) {
      try {
        return customer.setUp();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.INFO, "Waiting for the hub: {0}", e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private void call(Customer.Held held) throws InterruptedException {
    try {
      switch (held.program()) {
        case MOBILE_APP ->
            send("GET", random.nextInt(10) == 0 ? "/recordings/gone" : "/recordings", held, "");
        case WEBSITE -> write(held);
        case EXPORT, PROTOTYPE -> send("GET", "/recordings", held, "");
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "A call failed: {0}", e.getMessage());
    }
  }

  private void write(Customer.Held held) throws IOException, InterruptedException {
    if (made.size() > MOST_KEPT || (!made.isEmpty() && random.nextInt(4) == 0)) {
      send("DELETE", "/recordings/" + made.removeFirst(), held, "");
      return;
    }
    String title = TITLES.get(random.nextInt(TITLES.size()));
    Matcher id = ID.matcher(send("POST", "/recordings", held, "{\"title\": \"" + title + "\"}"));
    if (id.find()) {
      made.addLast(id.group(1));
    }
  }

  private String send(String method, String path, Customer.Held held, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(recorder.resolve(path))
            .header("Authorization", "Bearer " + held.key())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
  }
}
