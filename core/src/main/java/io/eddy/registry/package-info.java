/** Names, leases and who is where: what peers and managers say to one another, and the rules of a manager. */
@NullMarked
package io.eddy.registry;

import org.jspecify.annotations.NullMarked;
