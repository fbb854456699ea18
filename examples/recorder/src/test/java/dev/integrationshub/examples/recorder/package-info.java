@NullMarked
package dev.integrationshub.examples.recorder;

import org.jspecify.annotations.NullMarked;
