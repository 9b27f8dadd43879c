/** What survives a restart: tables of records, and the port to whatever keeps them. */
@NullMarked
package io.eddy.store;

import org.jspecify.annotations.NullMarked;
