package dev.integrationshub.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in whose API key holds these scopes, on a controller or one of its methods; the
 * method's own counts. The key comes as {@code Authorization: Bearer} or {@code X-API-Key}. Others
 * are answered 401, 403 or 429, and 503 where nothing recent enough is known of the key.
 *
 * <p>A handler may take the {@link dev.integrationshub.client.Verification} as a parameter.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {
  /** All of them must be held; none lets any valid key in. */
  String[] value() default {};

  /** How much of the key's rate limit a call takes, 1 to 1,000,000. */
  int cost() default 1;
}
