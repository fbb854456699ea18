/**
 * Customers, their programs and their receivers, all made up: {@code ./hub demo} shows the page
 * with them.
 */
@NullMarked
package dev.integrationshub.examples.recorder.demo;

import org.jspecify.annotations.NullMarked;
