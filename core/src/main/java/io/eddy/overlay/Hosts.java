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
        if (octets == null) {
            return host.startsWith("fc") || host.startsWith("fd") || host.startsWith("fe80") || isLoopback(host);
        }
        return switch (octets[0]) {
            case 10, 127 -> true;
            case 192 -> octets[1] == 168;
            case 172 -> octets[1] >= 16 && octets[1] < 32;
            case 169 -> octets[1] == 254;
            default -> false;
        };
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

    /** The four numbers of an IPv4 address; {@code null} when it is none. */
    private static int @Nullable [] octets(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        int[] octets = new int[4];
        for (int i = 0; i < 4; i++) {
            octets[i] = octet(parts[i]);
            if (octets[i] < 0) {
                return null;
            }
        }
        return octets;
    }

    private static int octet(String digits) {
        boolean plain = !digits.isEmpty()
                && digits.length() <= MAX_OCTET_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int octet = plain ? Integer.parseInt(digits) : -1;
        return octet <= 255 ? octet : -1;
    }
}
