package dev.integrationshub.verification;

import dev.integrationshub.platform.network.Cidr;
import dev.integrationshub.platform.problems.FieldErrors;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key that the product was presented with, as sent. */
@Schema(name = "VerifyKey")
record VerifyRequest(
    @Schema(required = true, description = "The whole key, as the product's caller sent it")
        @Nullable String key,
    @Schema(description = "The key must hold all of them; absent: not checked")
        @Nullable List<@Nullable String> scopes,
    @Schema(
            description =
                "Where the call came from; without it a key with an allow-list is refused",
            examples = "203.0.113.7")
        @Nullable String ip,
    @Schema(
            description = "How much of the rate limit the call takes",
            minimum = "1",
            maximum = "1000000",
            defaultValue = "1")
        @Nullable Integer cost) {

  private static final int MAX_COST = 1_000_000;
  private static final int MAX_SCOPES = 100;

  /**
   * @param at the pointer of this object in the request's body
   */
  Presented presented(FieldErrors errors, String at) {
    errors.require(key != null, at + "/key", "is required");
    int asked = cost == null ? 1 : cost;
    errors.require(
        asked >= 1 && asked <= MAX_COST, at + "/cost", "must lie between 1 and " + MAX_COST);
    return new Presented(
        key == null ? "" : key, new Ask(wantedScopes(errors, at), address(errors, at), asked));
  }

  private Set<String> wantedScopes(FieldErrors errors, String at) {
    Set<String> wanted = new HashSet<>();
    if (scopes == null) {
      return wanted;
    }
    errors.requireSize(scopes, at + "/scopes", 0, MAX_SCOPES);
    for (int i = 0; i < scopes.size(); i++) {
      String scope = scopes.get(i);
      if (scope == null) {
        errors.add(at + "/scopes/" + i, "must be the name of a scope");
      } else {
        wanted.add(scope);
      }
    }
    return wanted;
  }

  private @Nullable InetAddress address(FieldErrors errors, String at) {
    if (ip == null) {
      return null;
    }
    Optional<InetAddress> address = Cidr.parseAddress(ip);
    errors.require(address.isPresent(), at + "/ip", "must be an IPv4 or IPv6 address");
    return address.orElse(null);
  }

  @Override
  public String toString() {
    return "VerifyRequest[key=***, scopes=" + scopes + ", ip=" + ip + ", cost=" + cost + "]";
  }
}
