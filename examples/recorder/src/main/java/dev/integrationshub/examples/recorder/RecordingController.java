package dev.integrationshub.examples.recorder;

import dev.integrationshub.client.Event;
import dev.integrationshub.client.HubClient;
import dev.integrationshub.client.Verification;
import dev.integrationshub.spring.RequiresScope;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The product's API. Who calls is whoever holds an API key of one of its customers. */
@RestController
@RequestMapping("/recordings")
class RecordingController {
  private final Clock clock = Clock.systemUTC();
  private final Recordings recordings;
  private final HubClient hub;

  RecordingController(Recordings recordings, HubClient hub) {
    this.recordings = recordings;
    this.hub = hub;
  }

  record NewRecording(String title) {}

  @GetMapping
  @RequiresScope("recordings:read")
  List<Recording> list(Verification caller) {
    return recordings.list(organization(caller));
  }

  @GetMapping("{id}")
  @RequiresScope("recordings:read")
  Recording get(@PathVariable String id, Verification caller) {
    return recordings.find(organization(caller), id).orElseThrow(RecordingController::notFound);
  }

  @PostMapping
  @RequiresScope("recordings:write")
  @ResponseStatus(HttpStatus.CREATED)
  Recording create(@RequestBody NewRecording wanted, Verification caller) {
    Recording recording =
        new Recording("rec_" + UUID.randomUUID(), wanted.title(), clock.instant());
    recordings.add(organization(caller), recording);
    hub.publish(Event.of(organization(caller), "recording.completed", told(recording)));
    return recording;
  }

  @DeleteMapping("{id}")
  @RequiresScope("recordings:write")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Verification caller) {
    Recording recording =
        recordings.remove(organization(caller), id).orElseThrow(RecordingController::notFound);
    hub.publish(Event.of(organization(caller), "recording.deleted", told(recording)));
  }

  /** What the customers' webhooks get. */
  private record Told(String id, String title, String createdAt) {}

  private static Told told(Recording recording) {
    return new Told(recording.id(), recording.title(), recording.createdAt().toString());
  }

  private static String organization(Verification caller) {
    return Objects.requireNonNull(caller.organizationId(), "a valid key has an organization");
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such recording.");
  }
}
