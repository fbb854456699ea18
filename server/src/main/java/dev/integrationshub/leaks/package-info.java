/** Takes reports of leaked keys, from the product and from GitHub's secret scanning. */
@NullMarked
package dev.integrationshub.leaks;

import org.jspecify.annotations.NullMarked;
