package dev.integrationshub.spring;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the hub is.
 *
 * @param url such as {@code https://hub.example.com}
 * @param rootKey the operator's credential
 */
@ConfigurationProperties("integrations-hub")
public record HubProperties(URI url, String rootKey) {

  @Override
  public String toString() {
    return "HubProperties[url=" + url + ", rootKey=***]";
  }
}
