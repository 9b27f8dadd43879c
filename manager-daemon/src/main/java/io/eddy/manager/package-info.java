/** The manager daemon: its command line, its console and what it reports. */
@NullMarked
package io.eddy.manager;

import org.jspecify.annotations.NullMarked;
