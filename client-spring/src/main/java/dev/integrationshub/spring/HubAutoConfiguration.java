package dev.integrationshub.spring;

import dev.integrationshub.client.HubClient;
import dev.integrationshub.client.KeyVerifier;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes {@link RequiresScope} work in a servlet application that sets {@code integrations-hub.url}
 * and {@code integrations-hub.root-key}.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("integrations-hub.url")
@EnableConfigurationProperties(HubProperties.class)
public class HubAutoConfiguration {

  /** Follows the hub as long as the application runs; reports the last usage at its end. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  KeyVerifier keyVerifier(HubProperties properties) {
    return KeyVerifier.start(properties.url(), properties.rootKey());
  }

  /** Publishes events. */
  @Bean
  @ConditionalOnMissingBean
  HubClient hubClient(HubProperties properties) {
    return HubClient.builder(properties.url(), properties.rootKey()).build();
  }

  @Bean
  WebMvcConfigurer requireScopes(KeyVerifier verifier) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RequireScopes(verifier));
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new TakeVerification());
      }
    };
  }
}
