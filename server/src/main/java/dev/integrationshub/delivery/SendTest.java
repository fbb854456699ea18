package dev.integrationshub.delivery;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.OutgoingRequest;
import dev.integrationshub.egress.SendRequest;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.ExampleData;
import dev.integrationshub.webhooks.FindTestTarget;
import dev.integrationshub.webhooks.FindWebhook;
import dev.integrationshub.webhooks.TestTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends one request to try a webhook out. It goes by the rules for deliveries, but is none: nothing
 * of it is kept or counted, save the audit entry, which is written before anything is sent.
 */
@ApplicationScoped
class SendTest {
  private final Jdbi jdbi;
  private final FindTestTarget findTarget;
  private final TestPlaces places;
  private final SendRequest sendRequest;
  private final RecordAudit audit;
  private final CurrentCaller caller;
  private final Ids ids;
  private final InstantSource clock;
  private final String userAgent;

  SendTest(
      Jdbi jdbi,
      FindTestTarget findTarget,
      TestPlaces places,
      SendRequest sendRequest,
      RecordAudit audit,
      CurrentCaller caller,
      Ids ids,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.jdbi = jdbi;
    this.findTarget = findTarget;
    this.places = places;
    this.sendRequest = sendRequest;
    this.audit = audit;
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
    this.userAgent = "IntegrationsHub/" + version;
  }

  private record Test(TestTarget target, TestMessage message) {}

  /**
   * @throws ProblemException 400, 404, 413 for too much data, 429 for too many at a time
   */
  TestResultView toSaved(String id, TestSendRequest request) {
    UUID organizationId = caller.organizationId();
    return places.hold(
        organizationId,
        () ->
            send(
                jdbi.inTransaction(
                    handle -> {
                      UUID webhookId = FindWebhook.orThrow(handle, organizationId, id).id();
                      var errors = new FieldErrors();
                      TestMessage message = message(handle, request, errors);
                      errors.throwIfAny();
                      TestTarget target = findTarget.saved(handle, organizationId, webhookId);
                      var test = new Test(target, message);
                      record(handle, IdKind.WEBHOOK.format(webhookId), test);
                      return test;
                    })));
  }

  /**
   * @throws ProblemException 400, 413 for too much data, 429 for too many at a time
   */
  TestResultView toUnsaved(TestUnsavedRequest request) {
    UUID organizationId = caller.organizationId();
    return places.hold(
        organizationId,
        () ->
            send(
                jdbi.inTransaction(
                    handle -> {
                      var errors = new FieldErrors();
                      TestTarget target = findTarget.unsaved(request.webhook(), errors);
                      TestMessage message = message(handle, request.test(), errors);
                      errors.throwIfAny();
                      var test = new Test(target, message);
                      record(handle, IdKind.ORGANIZATION.format(organizationId), test);
                      return test;
                    })));
  }

  private static TestMessage message(Handle handle, TestSendRequest request, FieldErrors errors) {
    String event = Objects.requireNonNullElse(request.event(), "");
    Optional<byte[]> example = ExampleData.of(handle, event);
    errors.require(example.isPresent(), "/event", "is not an event type; see GET /api/event-types");
    byte[] data =
        request.payload() == null
            ? example.orElse(new byte[0])
            : request.payload().asData("payload");
    return new TestMessage(
        event, data, Objects.requireNonNullElse(request.signature(), TestSignature.SIGNED));
  }

  private void record(Handle handle, String target, Test test) {
    audit.record(
        handle,
        "webhook.tested",
        target,
        Map.of(
            "url", test.target.url(),
            "event", test.message.event(),
            "signature", test.message.signature().name().toLowerCase(Locale.ROOT)));
  }

  private TestResultView send(Test test) {
    TestTarget target = test.target;
    UUID eventId = ids.next();
    byte[] body = test.message.body(eventId);
    List<Header> headers = test.message.headers(eventId, clock.instant(), body, target, userAgent);
    Exchange exchange =
        sendRequest.send(
            OutgoingRequest.post(
                target.url(), headers, body, Duration.ofSeconds(target.timeoutSeconds())));
    return TestResultView.of(
        target.url(), ComposeRequest.redacted(headers, target.headers()), body, exchange);
  }
}
