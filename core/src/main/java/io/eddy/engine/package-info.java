/** Sockets, TLS, files, threads, the clock and real randomness: everything that no other package may use. */
@NullMarked
package io.eddy.engine;

import org.jspecify.annotations.NullMarked;
