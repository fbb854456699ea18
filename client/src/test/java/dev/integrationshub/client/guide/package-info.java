@NullMarked
package dev.integrationshub.client.guide;

import org.jspecify.annotations.NullMarked;
