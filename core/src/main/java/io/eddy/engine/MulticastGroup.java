package io.eddy.engine;

/**
 * Where datagrams go that are for everybody near.
 *
 * @param ipv4 a multicast address
 * @param ipv6 a multicast address of link-local scope
 */
public record MulticastGroup(String ipv4, String ipv6, int port) {
    /** The group of all peers: site-local for IPv4 (RFC 2365, section 6.1), link-local for IPv6 (RFC 4291, 2.7). */
    public static final MulticastGroup LAN = new MulticastGroup("239.255.77.77", "ff12::7777", 49_152);
}
