package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a change, as sent: what is absent stays as it is. */
@Schema(name = "ChangeWebhook", description = "What is absent stays as it is")
record ChangeWebhookRequest(
    @Schema(maxLength = 100) @Nullable String name,
    @Schema(maxLength = 2048) @Nullable String url,
    @Schema(description = "Names of event types, or * alone for all; replaces the list")
        @Nullable List<@Nullable String> events,
    @Schema(
            description =
                "Replaces the list. Values are never shown again, so an entry without value keeps"
                    + " the one that is stored under its name")
        @Nullable List<@Nullable ChangedHeader> headers,
    @Schema(description = "What is absent of it stays, too") @Nullable RetrySetting retry,
    @Schema(
            description =
                "false: no request is sent until it is true again; true forgets why it was"
                    + " disabled, the failures in a row and a pause")
        @Nullable Boolean enabled,
    @Schema(
            implementation = Object.class,
            description =
                "A condition on the data of events, as docs/webhook-filters.md describes; null"
                    + " takes it away")
        // A node, because only it tells null from absent.
        @Nullable JsonNode filter,
    @Schema(
            description =
                "One delivery at a time, in the order in which events were accepted: the next one"
                    + " goes after success, the last retry or a skip")
        @Nullable Boolean ordered,
    @Schema(
            implementation = Integer.class,
            minimum = "1",
            maximum = "1000",
            description = "The most attempts that begin in any second; null for no limit")
        // A node, because only it tells null from absent.
        @Nullable JsonNode throttlePerSecond) {

  @Nullable List<@Nullable HeaderSetting> headerSettings() {
    if (headers == null) {
      return null;
    }
    List<@Nullable HeaderSetting> settings = new ArrayList<>();
    for (ChangedHeader header : headers) {
      settings.add(header == null ? null : header.setting());
    }
    return settings;
  }

  @Override
  public String toString() {
    return "ChangeWebhookRequest[name=" + name + "]";
  }
}
