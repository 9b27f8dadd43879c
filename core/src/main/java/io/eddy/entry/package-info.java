/** What people write, as it is signed, named and kept: one thing said is one entry of its author's log. */
@NullMarked
package io.eddy.entry;

import org.jspecify.annotations.NullMarked;
