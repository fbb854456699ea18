package dev.integrationshub.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a product asks of the hub: to publish events, and to decide on API keys. One client is
 * enough for a product; it may be used by any number of threads, and each call waits for its
 * answer.
 *
 * <p>Where there is no connection, where it breaks or times out, and at the answers 429, 502, 503
 * and 504, a call is tried again, after 100 ms at first and up to 5 s later, with jitter, and never
 * before the time that {@code Retry-After} names. It ends after the attempts, and within the
 * deadline, that the client was made with. All methods throw {@link HubProblemException} when the
 * hub said no, and {@link HubUnreachableException} when nothing did.
 */
public final class HubClient {
  private static final int MAX_LIST = 1_000;
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final HubConnection hub;
  private final ObjectMapper mapper;

  private HubClient(HubConnection hub, ObjectMapper mapper) {
    this.hub = hub;
    this.mapper = mapper;
  }

  /**
   * @param hub where the hub is, such as {@code https://hub.example.com}
   * @param rootKey from {@code ./hub root-key}: good for all organizations, so a secret of the
   *     product's own
   * @throws IllegalArgumentException when one can't be right; the message doesn't show the root key
   */
  public static Builder builder(URI hub, String rootKey) {
    return new Builder(hub, rootKey);
  }

  /** The same with another deadline, such as a short one for verifying keys. */
  public HubClient withDeadline(Duration deadline) {
    return new HubClient(hub.withDeadline(Builder.positive("deadline", deadline)), mapper);
  }

  /**
   * Publishes an event. When this returns, the event is on the hub's disk with all its deliveries.
   * Retries publish it once only: they carry an Idempotency-Key.
   *
   * @throws HubProblemException with 404 for an unknown organization, 413 for data over 256 KiB,
   *     422 for an unknown type or data that breaks its type's schema
   * @throws HubUnreachableException when nobody knows whether it was published. To be able to try
   *     again later, pass a key of your own.
   */
  public PublishedEvent publish(Event event) {
    return publish(event, UUID.randomUUID().toString());
  }

  /**
   * Publishes an event once only for each key, also when it is called again, by whatever process,
   * within 24 hours.
   *
   * @param idempotencyKey 1 to 255 visible ASCII characters; organizations have keys apart. A good
   *     one is the id of the row that keeps the event until it is published.
   * @throws HubProblemException with 409 when the key came with another event, and otherwise like
   *     {@link #publish(Event)}
   */
  public PublishedEvent publish(Event event, String idempotencyKey) {
    byte[] body = WriteRequests.event(event, mapper);
    return ReadAnswers.published(hub.post("api/events", body, idempotency(idempotencyKey), true));
  }

  /**
   * Publishes all of these events or none.
   *
   * @param events 1 to 1,000, also of several organizations, of 4 MiB in all
   * @return in the same order
   * @throws HubProblemException with 413 for too much data, and 422 with the place of each event
   *     that can't be published
   */
  public List<PublishedEvent> publishAll(List<Event> events) {
    return publishAll(events, UUID.randomUUID().toString());
  }

  /**
   * Publishes all of these events or none, and once only for each key.
   *
   * @param idempotencyKey 1 to 255 visible ASCII characters, for the batch as a whole; keys of
   *     batches are apart from those of single events
   */
  public List<PublishedEvent> publishAll(List<Event> events, String idempotencyKey) {
    requireSize("events", events);
    byte[] body = WriteRequests.events(events, mapper);
    return ReadAnswers.publishedBatch(
        hub.post("api/events/batch", body, idempotency(idempotencyKey), true), events.size());
  }

  /**
   * Decides on a key and counts the call. Where an answer was lost and the hub was asked again, the
   * call may count twice. {@link KeyVerifier} decides in the product's own process instead.
   *
   * @param key as somebody presented it to the product, whatever it is
   */
  public Verification verify(String key, Ask ask) {
    byte[] body = WriteRequests.presented(key, ask);
    return ReadAnswers.verification(hub.post("api/keys/verify", body, Map.of(), true));
  }

  /**
   * Adds to the keys' usage how verified calls ended: all of them or none. It is tried again only
   * where the hub can't have taken it in, so that no call is reported twice; one whose answer is
   * lost ends in {@link HubUnreachableException}.
   *
   * @param calls 1 to 1,000
   * @return how many were taken in
   */
  public int reportCalls(List<EndedCall> calls) {
    requireSize("calls", calls);
    return ReadAnswers.accepted(
        hub.post("api/keys/usage", WriteRequests.calls(calls), Map.of(), false));
  }

  private static void requireSize(String what, List<?> list) {
    if (list.isEmpty() || list.size() > MAX_LIST) {
      throw new IllegalArgumentException("1 to 1,000 " + what + " at once, not " + list.size());
    }
  }

  private static Map<String, String> idempotency(String key) {
    if (!VISIBLE.matcher(key).matches()) {
      throw new IllegalArgumentException("an Idempotency-Key has 1 to 255 visible characters");
    }
    return Map.of("Idempotency-Key", key);
  }

  @Override
  public String toString() {
    return "HubClient[" + hub.base() + ", deadline=" + hub.deadline() + "]";
  }

  /** Collects how a client is to be; whatever is not set has the value named here. */
  public static final class Builder {
    private final URI base;
    private final String rootKey;
    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration deadline = Duration.ofSeconds(30);
    private int maxAttempts = 8;
    private ObjectMapper mapper = JsonMapper.builder().build();

    private Builder(URI hub, String rootKey) {
      String scheme = hub.getScheme();
      if (scheme == null
          || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
          || hub.getHost() == null
          || hub.getRawUserInfo() != null
          || hub.getRawQuery() != null
          || hub.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "the hub's address is https://host, or http://host inside your own network");
      }
      if (!VISIBLE.matcher(rootKey).matches()) {
        // The JDK would refuse it, too, and show it.
        throw new IllegalArgumentException("a root key has visible characters only, up to 255");
      }
      this.base = URI.create(hub.toString().replaceAll("/*$", "") + "/");
      this.rootKey = rootKey;
    }

    /** How long making a connection may take: 2 s. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = positive("connect timeout", timeout);
      return this;
    }

    /** How long one attempt may take, from its start to the end of its answer: 10 s. */
    public Builder requestTimeout(Duration timeout) {
      this.requestTimeout = positive("request timeout", timeout);
      return this;
    }

    /** How long a call may take with all its attempts and the pauses between them: 30 s. */
    public Builder deadline(Duration deadline) {
      this.deadline = positive("deadline", deadline);
      return this;
    }

    /** How many attempts a call may have: 8; 1 for no retries. */
    public Builder maxAttempts(int maxAttempts) {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("a call has at least one attempt, not " + maxAttempts);
      }
      this.maxAttempts = maxAttempts;
      return this;
    }

    /** What writes the data of events that are given as objects: Jackson as it comes. */
    public Builder objectMapper(ObjectMapper mapper) {
      this.mapper = mapper;
      return this;
    }

    public HubClient build() {
      // HTTP/1.1: over http:// an upgrade would be asked for with each body. No redirects are
      // followed: the root key goes to the hub and nowhere else.
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(connectTimeout)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      return new HubClient(
          new HubConnection(
              http, base, rootKey, requestTimeout, deadline, maxAttempts, InstantSource.system()),
          mapper);
    }

    private static Duration positive(String what, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("a " + what + " is longer than nothing: " + duration);
      }
      return duration;
    }

    @Override
    public String toString() {
      return "HubClient.Builder[" + base + "]";
    }
  }
}
