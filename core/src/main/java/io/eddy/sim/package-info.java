/** The same world in virtual time: a network of nodes that breaks, heals and repeats itself, all of one seed. */
@NullMarked
package io.eddy.sim;

import org.jspecify.annotations.NullMarked;
