/** Tenants, their members, and the operator's root keys. */
@NullMarked
package dev.integrationshub.organizations;

import org.jspecify.annotations.NullMarked;
