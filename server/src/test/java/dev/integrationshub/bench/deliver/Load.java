package dev.integrationshub.bench.deliver;

/**
 * What the bench asks of the hub; set by {@code -Dbench.<name>=…}.
 *
 * @param rate events a second, whatever the hub makes of them
 * @param seconds that count
 * @param warmUpSeconds before them
 * @param batch events of one request; 1 publishes each by itself
 * @param payloadBytes of each event's data
 * @param webhooks in all
 * @param fanOut webhooks that each event goes to; 0 measures accepting alone, and webhooks are then
 *     the number of organizations
 * @param nodes hubs on the one database
 * @param hangingPercent of the webhooks, whose receivers take requests and never answer; their
 *     events are part of the rate and left out of the figures
 * @param deadWebhooks of a further organization, each with five deliveries that wait for a retry in
 *     the next hour; nothing listens at their port
 * @param backlog deliveries that are due at one more dead webhook
 * @param deadHang whether the receivers of dead webhooks take requests and never answer
 * @param tls whether the receiver speaks HTTPS
 */
record Load(
    int rate,
    int seconds,
    int warmUpSeconds,
    int batch,
    int payloadBytes,
    int webhooks,
    int fanOut,
    int nodes,
    int hangingPercent,
    int deadWebhooks,
    int backlog,
    boolean deadHang,
    boolean tls) {

  static Load fromProperties() {
    return new Load(
        number("rate", 500),
        number("seconds", 30),
        number("warmUpSeconds", 15),
        number("batch", 1),
        number("payloadBytes", 1024),
        number("webhooks", 100),
        number("fanOut", 1),
        number("nodes", 1),
        number("hangingPercent", 0),
        number("deadWebhooks", 0),
        number("backlog", 0),
        Boolean.getBoolean("bench.deadHang"),
        Boolean.getBoolean("bench.tls"));
  }

  int events() {
    return rate * (warmUpSeconds + seconds);
  }

  int warmUpEvents() {
    return rate * warmUpSeconds;
  }

  int organizations() {
    return Math.max(1, webhooks / Math.max(1, fanOut));
  }

  /** Whether the event goes to an organization whose receiver never answers. */
  boolean hangs(int event) {
    return event % organizations() < organizations() * hangingPercent / 100;
  }

  private static int number(String name, int otherwise) {
    return Integer.getInteger("bench." + name, otherwise);
  }
}
