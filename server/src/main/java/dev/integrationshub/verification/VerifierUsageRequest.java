package dev.integrationshub.verification;

import dev.integrationshub.platform.network.Cidr;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.usage.CallOutcome;
import dev.integrationshub.usage.VerifierUsage;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a program that verifies by itself has counted since its last report. */
@Schema(name = "VerifierUsage")
record VerifierUsageRequest(
    @Schema(required = true, description = "One life of one program, made by itself")
        @Nullable UUID holder,
    @Schema(
            required = true,
            description = "1 and up; a report that is sent again keeps its number",
            minimum = "1")
        @Nullable Long sequence,
    @Schema(maxItems = MAX_KEYS) @Nullable List<@Nullable Key> keys,
    @Schema(description = "The program reports nothing more and gives up its leases")
        @Nullable Boolean end) {

  static final int MAX_KEYS = 1_000;
  private static final int MAX_SPANS = 1_000;

  @Schema(name = "VerifierUsageOfKey")
  record Key(
      @Schema(required = true, examples = "key_01h455vb4pex5vsknk084sn02q") @Nullable String keyId,
      @Schema(maxItems = MAX_SPANS) @Nullable List<@Nullable Minute> minutes,
      @Schema(maxItems = MAX_SPANS, description = "What was allowed of a lease, by second")
          @Nullable List<@Nullable Second> spent,
      @Schema(minimum = "0", description = "What is given back of a lease") @Nullable Long returned,
      @Nullable Instant lastUsedAt,
      @Schema(examples = "203.0.113.7") @Nullable String lastUsedIp) {}

  @Schema(name = "VerifierUsageOfMinute")
  record Minute(
      @Schema(required = true) @Nullable Instant at,
      @Schema(required = true, description = "Calls by code, but for MALFORMED and NOT_FOUND")
          @Nullable Map<String, Long> calls,
      @Schema(minimum = "0", description = "The cost of the valid ones together")
          @Nullable Long allowedCost) {}

  @Schema(name = "VerifierUsageOfSecond")
  record Second(
      @Schema(required = true, description = "The last call of that second")
          @Nullable Instant lastAt,
      @Schema(required = true, minimum = "1") @Nullable Long cost) {}

  List<VerifierUsage> usage(FieldErrors errors, Instant now) {
    errors.require(holder != null, "/holder", "is required");
    errors.require(sequence != null && sequence >= 1, "/sequence", "must be 1 or more");
    List<@Nullable Key> all = keys == null ? List.of() : keys;
    errors.requireSize(all, "/keys", 0, MAX_KEYS);
    List<VerifierUsage> usage = new ArrayList<>();
    for (int i = 0; i < all.size() && errors.isEmpty(); i++) {
      Key key = all.get(i);
      String at = "/keys/" + i;
      if (key == null) {
        errors.add(at, "must be an object");
      } else {
        usage(key, new Reader(errors, at, now)).ifPresent(usage::add);
      }
    }
    return usage;
  }

  private static Optional<VerifierUsage> usage(Key key, Reader read) {
    Optional<UUID> keyId = ReportedFields.keyId(key.keyId, read.at + "/keyId", read.errors);
    long returned = key.returned == null ? 0 : key.returned;
    read.require(returned >= 0, "/returned", "must be 0 or more");
    Optional<InetAddress> address = Optional.ofNullable(key.lastUsedIp).flatMap(Cidr::parseAddress);
    read.require(
        key.lastUsedIp == null || address.isPresent(),
        "/lastUsedIp",
        "must be an IPv4 or IPv6 address");
    List<VerifierUsage.Minute> minutes = read.minutes(key.minutes);
    List<VerifierUsage.Second> spent = read.seconds(key.spent);
    if (key.lastUsedAt != null) {
      read.time(key.lastUsedAt, "/lastUsedAt");
    }
    return keyId.map(
        id ->
            new VerifierUsage(id, minutes, spent, returned, key.lastUsedAt, address.orElse(null)));
  }

  /** Reads what is told of one key; where something is wrong, what it returns is not used. */
  private record Reader(FieldErrors errors, String at, Instant now) {

    void require(boolean holds, String pointer, String detail) {
      errors.require(holds, at + pointer, detail);
    }

    Instant time(@Nullable Instant time, String pointer) {
      ReportedFields.requireRecent(time, now, at + pointer, errors);
      return time == null ? now : time;
    }

    List<VerifierUsage.Minute> minutes(@Nullable List<@Nullable Minute> given) {
      List<VerifierUsage.Minute> minutes = new ArrayList<>();
      for (@Nullable Minute minute : spans(given, "/minutes")) {
        String pointer = "/minutes/" + minutes.size();
        if (minute == null || minute.calls == null) {
          require(false, pointer, "must be an object with calls");
          return List.of();
        }
        long cost = minute.allowedCost == null ? 0 : minute.allowedCost;
        require(cost >= 0, pointer + "/allowedCost", "must be 0 or more");
        minutes.add(
            new VerifierUsage.Minute(
                time(minute.at, pointer + "/at"), calls(minute.calls, pointer), cost));
      }
      return minutes;
    }

    List<VerifierUsage.Second> seconds(@Nullable List<@Nullable Second> given) {
      List<VerifierUsage.Second> seconds = new ArrayList<>();
      for (@Nullable Second second : spans(given, "/spent")) {
        String pointer = "/spent/" + seconds.size();
        if (second == null || second.cost == null || second.cost < 1) {
          require(false, pointer + "/cost", "must be 1 or more");
          return List.of();
        }
        seconds.add(
            new VerifierUsage.Second(time(second.lastAt, pointer + "/lastAt"), second.cost));
      }
      return seconds;
    }

    private <T> List<@Nullable T> spans(@Nullable List<@Nullable T> given, String pointer) {
      List<@Nullable T> spans = given == null ? List.of() : given;
      return errors.requireSize(spans, at + pointer, 0, MAX_SPANS) ? spans : List.of();
    }

    private Map<CallOutcome, Long> calls(Map<String, Long> given, String pointer) {
      Map<CallOutcome, Long> calls = new EnumMap<>(CallOutcome.class);
      given.forEach(
          (name, count) -> {
            Optional<CallOutcome> outcome =
                Arrays.stream(CallOutcome.values())
                    .filter(known -> known.name().equals(name))
                    .findFirst();
            require(outcome.isPresent(), pointer + "/calls", "has no code of a known key");
            require(count >= 0, pointer + "/calls/" + name, "must be 0 or more");
            outcome.ifPresent(known -> calls.put(known, count));
          });
      return calls;
    }
  }
}
