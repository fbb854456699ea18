/** Shapes shared by every resource: pages, headers, static files. */
@NullMarked
package dev.integrationshub.platform.http;

import org.jspecify.annotations.NullMarked;
