package dev.integrationshub.egress;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/** The machine's own resolver, so that the operator's hosts file and name servers count. */
class ProvideResolver {
  @Produces
  @Singleton
  ResolveName resolver() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}
