/** Games that the members of a ring play: their turns, their clocks, what is told of them. */
@NullMarked
package io.eddy.game;

import org.jspecify.annotations.NullMarked;
