/** Eddy measured beside others: the same work in one run, in turns. */
@NullMarked
package io.eddy.bench;

import org.jspecify.annotations.NullMarked;
