/** Where an organization's events go: endpoints, their settings and their health. */
@NullMarked
package dev.integrationshub.webhooks;

import org.jspecify.annotations.NullMarked;
