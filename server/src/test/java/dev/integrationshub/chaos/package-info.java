/**
 * Proof that no acknowledged event is lost: hubs on one PostgreSQL, faults at random moments, and
 * an oracle outside of both that knows what was submitted and what arrived.
 */
@NullMarked
package dev.integrationshub.chaos;

import org.jspecify.annotations.NullMarked;
