/** What both daemons share: their options, console, output for people and for scripts, logging and end. */
@NullMarked
package io.eddy.daemon;

import org.jspecify.annotations.NullMarked;
