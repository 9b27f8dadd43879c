/** Finding peers on the local network: signed beacons by multicast. */
@NullMarked
package io.eddy.lan;

import org.jspecify.annotations.NullMarked;
