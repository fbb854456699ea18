/**
 * What a product does with the hub: publish events, verify API keys, and check the signatures of
 * webhooks. It needs the JDK and Jackson, and no framework.
 */
@NullMarked
package dev.integrationshub.client;

import org.jspecify.annotations.NullMarked;
