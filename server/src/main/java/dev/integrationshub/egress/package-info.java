/**
 * Outgoing HTTP and its address rules: a request reaches only an address that was checked, and
 * every way in which the network can fail has a name.
 */
@NullMarked
package dev.integrationshub.egress;

import org.jspecify.annotations.NullMarked;
