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
 * @param fanOut webhooks that each event goes to, at most 50
 * @param nodes hubs on the one database
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
        Boolean.getBoolean("bench.tls"));
  }

  int events() {
    return rate * (warmUpSeconds + seconds);
  }

  int warmUpEvents() {
    return rate * warmUpSeconds;
  }

  int organizations() {
    return Math.max(1, webhooks / fanOut);
  }

  private static int number(String name, int otherwise) {
    return Integer.getInteger("bench." + name, otherwise);
  }
}
