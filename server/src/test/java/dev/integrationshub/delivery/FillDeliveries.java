package dev.integrationshub.delivery;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills the database with a month of one webhook's deliveries, evenly spread over its days'
 * partitions: nine in ten succeeded, one in fifty is pending, the rest failed at the second
 * attempt. Nearly a third is of a second type; one in 10,000 of a third, one in 10,000 failed with
 * 418. Of event rows there are those of pending deliveries.
 */
final class FillDeliveries {
  static final String COMMON_TYPE = "recording.completed";
  static final String RARE_TYPE = "user.deleted";
  static final int RARE_CODE = 418;
  private static final int DAYS = 30;

  private static final String NUMBERED =
      """
      CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
      SELECT n, at, bench_id('dlv' || n, at) AS id, bench_id('evt' || n, at) AS event_id,
             CASE WHEN n % 10000 = 77 THEN 'user.deleted'
                  WHEN n % 10 < 7 THEN 'recording.completed'
                  ELSE 'recording.created' END AS type,
             CASE WHEN n % 50 = 7 THEN 'pending' WHEN n % 50 IN (3, 13, 23, 33) THEN 'failed'
                  ELSE 'succeeded' END AS status,
             CASE WHEN n % 50 NOT IN (3, 7, 13, 23, 33) THEN 200
                  WHEN n % 10000 = 13 THEN 418
                  WHEN n % 50 = 3 THEN 503
                  WHEN n % 50 IN (13, 7) THEN 500 END AS code
      FROM (SELECT n, now() - (:deliveries - n) * (interval '30 days' / :deliveries) AS at
            FROM generate_series(1, :deliveries) AS n) AS times
      """;

  private static final String ID =
      """
      CREATE FUNCTION pg_temp.bench_id(name text, at timestamptz) RETURNS uuid
        LANGUAGE sql STABLE AS
      $$ SELECT CAST(lpad(to_hex(CAST(floor(extract(epoch FROM at) * 1000) AS bigint)), 12, '0')
                     || '7' || substr(md5(name), 1, 3) || '8' || substr(md5(name), 4, 15)
                     AS uuid) $$
      """;

  private static final String ATTEMPTS =
      """
      INSERT INTO attempt
        (id, delivery_id, event_id, webhook_id, organization_id, event_type, number, trigger,
         started_at, duration_millis, succeeded, final, status_code, error, request_url,
         request_headers, response_headers, response_body, response_truncated)
      SELECT pg_temp.bench_id('att' || n || '-' || number, at), id, event_id, :webhookId,
             :organizationId, type, number, CASE number WHEN 1 THEN 'event' ELSE 'schedule' END,
             at, n % 400, status = 'succeeded',
             status = 'succeeded' OR status = 'failed' AND number = 2, code,
             CASE WHEN status != 'succeeded' THEN coalesce('http_' || code, 'timeout') END,
             'https://hooks.example.com/receive',
             '[{"name":"webhook-id","value":"evt_01h455vb4pex5vsknk084sn02q"},{"name":"content-type","value":"application/json"},{"name":"user-agent","value":"IntegrationsHub"}]',
             '[{"name":"content-type","value":"text/plain"},{"name":"date","value":"Thu, 15 Jan 2026 09:30:00 GMT"}]',
             'ok', false
      FROM numbered, generate_series(1, 2) AS number
      WHERE number = 1 OR status = 'failed'
      """;

  private static final String EVENTS =
      """
      INSERT INTO event (id, organization_id, type, payload, accepted_at)
      SELECT event_id, :organizationId, type, convert_to('{"n": ' || n || '}', 'UTF8'), at
      FROM numbered WHERE status = 'pending'
      """;

  private static final String PENDING =
      """
      INSERT INTO delivery (id, event_id, webhook_id, organization_id, event_type, attempts,
        retries, status_code, trigger, due_at)
      SELECT id, event_id, :webhookId, :organizationId, type, 1, 1, code, 'schedule',
             now() + interval '1 day'
      FROM numbered WHERE status = 'pending'
      """;

  private FillDeliveries() {}

  static void fill(
      Jdbi jdbi, InstantSource clock, UUID organizationId, UUID webhookId, int deliveries) {
    for (int days = DAYS + 1; days > 0; days -= 7) {
      var then = InstantSource.fixed(clock.instant().minus(days, ChronoUnit.DAYS));
      new DayPartitions(jdbi, then).createAhead();
    }
    jdbi.useTransaction(
        handle -> {
          handle.execute(ID);
          handle
              .createUpdate(NUMBERED.replace("bench_id", "pg_temp.bench_id"))
              .bind("deliveries", deliveries)
              .execute();
          for (String statement : new String[] {ATTEMPTS, EVENTS, PENDING}) {
            insert(handle, statement, organizationId, webhookId);
          }
        });
    jdbi.useHandle(handle -> handle.execute("VACUUM ANALYZE"));
  }

  private static void insert(Handle handle, String sql, UUID organizationId, UUID webhookId) {
    var update = handle.createUpdate(sql).bind("organizationId", organizationId);
    if (sql.contains(":webhookId")) {
      update.bind("webhookId", webhookId);
    }
    update.execute();
  }
}
