@NullMarked
package dev.integrationshub.client;

import org.jspecify.annotations.NullMarked;
