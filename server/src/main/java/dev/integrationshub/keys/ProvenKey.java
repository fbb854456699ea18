package dev.integrationshub.keys;

import dev.integrationshub.platform.network.Cidr;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides on a key whose holder has proven that they hold it.
 *
 * @param hash of the whole key, by {@link dev.integrationshub.platform.crypto.KeyHasher}
 * @param rateLimitPerHour the cost allowed in any 60 minutes; null for no limit
 * @param ipAllowlist empty allows every address
 */
public record ProvenKey(
    UUID id,
    UUID organizationId,
    String name,
    byte[] hash,
    List<String> scopes,
    @Nullable Integer rateLimitPerHour,
    List<Cidr> ipAllowlist,
    @Nullable Instant expiresAt,
    boolean disabled,
    boolean revoked) {

  /** Whether the key may be used from there; null is an address that nobody told. */
  public boolean allows(@Nullable InetAddress address) {
    return ipAllowlist.isEmpty()
        || (address != null && ipAllowlist.stream().anyMatch(block -> block.contains(address)));
  }

  public boolean holdsAll(Collection<String> wanted) {
    return scopes.containsAll(wanted);
  }
}
