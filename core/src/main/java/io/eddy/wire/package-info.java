/** Bytes to values and back. */
@NullMarked
package io.eddy.wire;

import org.jspecify.annotations.NullMarked;
