/** JSON Schemas of what is published: checked, compiled, and held against payloads in bounds. */
@NullMarked
package dev.integrationshub.schemas;

import org.jspecify.annotations.NullMarked;
