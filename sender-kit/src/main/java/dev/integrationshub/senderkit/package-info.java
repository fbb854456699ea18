/**
 * A receiver of webhooks that misbehaves on purpose, to test senders with: one path or port for
 * each way to misbehave, and a record of what the sender did.
 */
@NullMarked
package dev.integrationshub.senderkit;

import org.jspecify.annotations.NullMarked;
