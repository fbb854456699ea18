/** Addresses: CIDR ranges and the client's own. */
@NullMarked
package dev.integrationshub.platform.network;

import org.jspecify.annotations.NullMarked;
