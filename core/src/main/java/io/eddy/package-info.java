/** The face of Eddy for programs that embed it, for the console and for the tests. */
@NullMarked
package io.eddy;

import org.jspecify.annotations.NullMarked;
