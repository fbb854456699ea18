/** What an operator sets, read once from {@code HUB_*} and checked before anything starts. */
@NullMarked
package dev.integrationshub.platform.configuration;

import org.jspecify.annotations.NullMarked;
