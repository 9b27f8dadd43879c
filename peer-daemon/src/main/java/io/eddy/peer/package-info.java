/** The peer daemon: its command line, its console, what it reports, and its demo. */
@NullMarked
package io.eddy.peer;

import org.jspecify.annotations.NullMarked;
