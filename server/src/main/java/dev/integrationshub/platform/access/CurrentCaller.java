package dev.integrationshub.platform.access;

import jakarta.enterprise.context.RequestScoped;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;

/** The caller of the request at hand, as the access filter has proven it. */
@RequestScoped
public class CurrentCaller {
  private Caller caller = new Caller.Anonymous();
  private InetAddress address = InetAddress.getLoopbackAddress();
  private Optional<String> presented = Optional.empty();

  void set(Caller caller, InetAddress address) {
    this.caller = caller;
    this.address = address;
  }

  void present(Credentials credentials) {
    this.presented = credentials.bearer();
    this.address = credentials.clientAddress();
  }

  /** The key to be judged, on routes with {@link Access#PRESENTED}. */
  public Optional<String> presented() {
    return presented;
  }

  public Caller get() {
    return caller;
  }

  /** Where the request came from, behind trusted proxies. */
  public InetAddress address() {
    return address;
  }

  /** The organization that the request acts in; every statement on its data is bound to this id. */
  public UUID organizationId() {
    Optional<UUID> organizationId =
        switch (caller) {
          case Caller.Member member -> Optional.of(member.organizationId());
          case Caller.ApiKey key -> Optional.of(key.organizationId());
          case Caller.Operator operator -> operator.organizationId();
          case Caller.Anonymous anonymous -> Optional.empty();
        };
    return organizationId.orElseThrow(
        () -> new IllegalStateException("the route does not require access to an organization"));
  }
}
