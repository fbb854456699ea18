package dev.integrationshub.client.guide;

import dev.integrationshub.client.Event;
import dev.integrationshub.client.HubClient;
import dev.integrationshub.client.HubProblemException;
import dev.integrationshub.client.HubUnreachableException;
import dev.integrationshub.client.PublishedEvent;
import java.net.URI;
import java.util.List;

final class SendEvents {
  private final HubClient hub;

  SendEvents(URI address, String rootKey) {
    hub = HubClient.builder(address, rootKey).build();
  }

  record Recording(String recordingId, int durationSeconds) {}

  /** Tells the organization's webhooks of it; returns the id that receivers see. */
  String completed(String organizationId, Recording recording) {
    Event event = Event.of(organizationId, "recording.completed", recording);
    return hub.publish(event).id();
  }

  /** Publishes rows of an outbox, all or none; may be called again with the same rows. */
  List<PublishedEvent> drain(String batchId, List<OutboxRow> rows) {
    List<Event> events =
        rows.stream().map(row -> Event.ofJson(row.organizationId, row.type, row.json)).toList();
    return hub.publishAll(events, batchId);
  }

  record OutboxRow(String organizationId, String type, String json) {}

  /** Whether the row is dealt with; one that is not is to be tried again later. */
  boolean published(String rowId, OutboxRow row) {
    try {
      hub.publish(Event.ofJson(row.organizationId, row.type, row.json), rowId);
      return true;
    } catch (HubProblemException e) {
      e.errors().forEach(error -> System.err.println(error.pointer() + " " + error.detail()));
      return e.status() == 422;
    } catch (HubUnreachableException e) {
      return false;
    }
  }
}
