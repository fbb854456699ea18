/** A small product that uses the hub. */
@NullMarked
package dev.integrationshub.examples.recorder;

import org.jspecify.annotations.NullMarked;
