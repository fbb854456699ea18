/** API keys in a Spring Boot application: {@link dev.integrationshub.spring.RequiresScope}. */
@NullMarked
package dev.integrationshub.spring;

import org.jspecify.annotations.NullMarked;
