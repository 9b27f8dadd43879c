package io.eddy.overlay;

import org.jspecify.annotations.Nullable;

/** What the text of an IP address tells without asking anybody. */
final class Hosts {
    private static final int MAX_OCTET_DIGITS = 3;

    private Hosts() {}

    /** Whether it is an IPv4 address, or looks like an IPv6 address: no name. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 ? looksLikeIpv6(host) : octets(host) != null;
    }

    static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    }

    /** Whether it says no more than "any". */
    static boolean isWildcard(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
    }

    /** Whether it belongs to no public network (RFC 1918, 3927, 4193, 4291). */
    static boolean isPrivate(String host) {
        int[] octets = octets(host);
        if (octets != null) {
            return octets[0] == 10
                    || octets[0] == 127
                    || (octets[0] == 192 && octets[1] == 168)
                    || (octets[0] == 172 && octets[1] >= 16 && octets[1] < 32)
                    || (octets[0] == 169 && octets[1] == 254);
        }
        return host.startsWith("fc") || host.startsWith("fd") || host.startsWith("fe80") || isLoopback(host);
    }

    /** The network that it is counted with: an IPv4 /24, or about an IPv6 /48. */
    static String net(String host) {
        int end = host.indexOf(':') >= 0 ? third(host, ':') : host.lastIndexOf('.');
        return end < 0 ? host : host.substring(0, end);
    }

    private static int third(String host, char separator) {
        int at = -1;
        for (int i = 0; i < 3; i++) {
            at = host.indexOf(separator, at + 1);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    private static boolean looksLikeIpv6(String host) {
        int zone = host.indexOf('%');
        String address = zone < 0 ? host : host.substring(0, zone);
        return address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)
                && host.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '[' && c != ']');
    }

    private static int @Nullable [] octets(String host) {
        int[] octets = new int[4];
        int octet = 0;
        int digits = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && digits > 0 && octet < 3) {
                octet++;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < MAX_OCTET_DIGITS) {
                octets[octet] = 10 * octets[octet] + c - '0';
                digits++;
            } else {
                return null;
            }
            if (octets[octet] > 255) {
                return null;
            }
        }
        return octet == 3 && digits > 0 ? octets : null;
    }
}
