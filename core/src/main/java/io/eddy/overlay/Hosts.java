package io.eddy.overlay;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the text of an IP address tells without asking anybody. */
final class Hosts {
    private static final int MAX_OCTET_DIGITS = 3;

    /** How the addresses of fe80::/10 begin (RFC 4291, section 2.5.6). */
    private static final List<String> LINK_LOCAL = List.of("fe8", "fe9", "fea", "feb");

    private Hosts() {}

    /** Whether it is an IPv4 address, or looks like an IPv6 address: no name. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 ? looksLikeIpv6(host) : octets(host) != null;
    }

    static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    }

    /** Whether it means something on one link alone, and to dial it one must know which: no other can be told it. */
    static boolean isIpv6LinkLocal(String host) {
        String start = host.substring(0, Math.min(host.length(), 3)).toLowerCase(Locale.ROOT);
        return host.indexOf(':') >= 0 && LINK_LOCAL.contains(start);
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
        int[] octets = new int[4];
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            int dot = host.indexOf('.', from);
            int to = i < octets.length - 1 ? dot : host.length();
            octets[i] = to < from ? -1 : octet(host, from, to);
            if (octets[i] < 0) {
                return null;
            }
            from = to + 1;
        }
        return octets;
    }

    private static int octet(String host, int from, int to) {
        int octet = from < to && to - from <= MAX_OCTET_DIGITS ? 0 : -1;
        for (int i = from; i < to && octet >= 0; i++) {
            int digit = host.charAt(i) - '0';
            octet = digit >= 0 && digit <= 9 ? 10 * octet + digit : -1;
        }
        return octet <= 255 ? octet : -1;
    }
}
