/** What it takes to erase an organization, whose data lies with each feature. */
@NullMarked
package dev.integrationshub.platform.erasure;

import org.jspecify.annotations.NullMarked;
