package dev.integrationshub.platform.configuration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Hands the settings out by concern, so that a class asks only for what it needs. */
class ProvideSettings {

  @Produces
  @Singleton
  HubSettings settings(Config config) {
    return HubSettings.parse(name -> config.getOptionalValue(name, String.class).orElse(""));
  }

  @Produces
  @Singleton
  ServerSettings server(HubSettings settings) {
    return settings.server();
  }

  @Produces
  @Singleton
  CryptoSettings crypto(HubSettings settings) {
    return settings.crypto();
  }

  @Produces
  @Singleton
  FirstStartSettings firstStart(HubSettings settings) {
    return settings.firstStart();
  }

  @Produces
  @Singleton
  WebhookSettings webhooks(HubSettings settings) {
    return settings.webhooks();
  }

  @Produces
  @Singleton
  LeakSettings leaks(HubSettings settings) {
    return settings.leaks();
  }

  @Produces
  @Singleton
  RetentionSettings retention(HubSettings settings) {
    return settings.retention();
  }
}
