/**
 * Brings events to webhooks: claims what is due, sends it, records each attempt, decides what
 * follows.
 */
@NullMarked
package dev.integrationshub.delivery;

import org.jspecify.annotations.NullMarked;
