/** The peers that a peer knows: their names, addresses, and how it knows them. */
@NullMarked
package io.eddy.directory;

import org.jspecify.annotations.NullMarked;
