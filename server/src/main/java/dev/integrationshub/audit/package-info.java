/** Who changed what, when and from where. */
@NullMarked
package dev.integrationshub.audit;

import org.jspecify.annotations.NullMarked;
