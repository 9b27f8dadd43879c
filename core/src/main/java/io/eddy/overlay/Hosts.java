package io.eddy.overlay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the text of an IP address tells without asking anybody.
 *
 * <p>An IPv4 address has one text alone, without leading zeros. An IPv6 address has many (RFC 4291, section 2.2), so it
 * is read; the form that ends with an IPv4 address is taken for none.
 */
final class Hosts {
    private static final int MAX_OCTET_DIGITS = 3;

    private static final int IPV6_GROUPS = 8;
    private static final int MAX_GROUP_DIGITS = 4;
    private static final List<Integer> IPV6_ANY = Collections.nCopies(IPV6_GROUPS, 0);
    private static final List<Integer> IPV6_LOOPBACK = List.of(0, 0, 0, 0, 0, 0, 0, 1);

    private Hosts() {}

    /** Whether it is an IP address, an IPv6 address perhaps with a zone: no name. */
    static boolean isAddress(String host) {
        return octets(host) != null || (!groups(host).isEmpty() && host.chars().allMatch(Hosts::mayBeDialled));
    }

    static boolean isLoopback(String host) {
        int[] octets = octets(host);
        return octets == null ? groups(host).equals(IPV6_LOOPBACK) : octets[0] == 127;
    }

    /** Whether it means something on one link alone, and to dial it one must know which: no other can be told it. */
    static boolean isIpv6LinkLocal(String host) {
        return isIn(groups(host), 0xfe80, 0xffc0);
    }

    /** Whether it says no more than "any". */
    static boolean isWildcard(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || groups(host).equals(IPV6_ANY);
    }

    /** Whether it belongs to no public network (RFC 1918, 3927, 4193, 4291). */
    static boolean isPrivate(String host) {
        int[] octets = octets(host);
        if (octets == null) {
            return isIn(groups(host), 0xfc00, 0xfe00) || isIpv6LinkLocal(host) || isLoopback(host);
        }
        return switch (octets[0]) {
            case 10, 127 -> true;
            case 192 -> octets[1] == 168;
            case 172 -> octets[1] >= 16 && octets[1] < 32;
            case 169 -> octets[1] == 254;
            default -> false;
        };
    }

    /** The network that it is counted with: an IPv4 /24 or an IPv6 /48; a name by itself. */
    static String net(String host) {
        if (octets(host) != null) {
            return host.substring(0, host.lastIndexOf('.'));
        }
        List<Integer> groups = groups(host);
        return groups.isEmpty() ? host : groups.subList(0, 3).toString();
    }

    private static boolean mayBeDialled(int c) {
        return c > ' ' && c < 0x7f && c != '[' && c != ']';
    }

    /** Whether the first 16 bits are those of the network, as far as the mask says. */
    private static boolean isIn(List<Integer> groups, int network, int mask) {
        return !groups.isEmpty() && (groups.get(0) & mask) == network;
    }

    /** The eight numbers of an IPv6 address, whatever its zone; nothing when it is none. */
    private static List<Integer> groups(String host) {
        int zone = host.indexOf('%');
        String address = zone < 0 ? host : host.substring(0, zone);
        int gap = address.indexOf("::");
        List<String> words = new ArrayList<>(words(gap < 0 ? address : address.substring(0, gap)));
        if (gap >= 0) {
            List<String> last = words(address.substring(gap + 2));
            int zeros = Math.max(1, IPV6_GROUPS - words.size() - last.size());
            words.addAll(Collections.nCopies(zeros, "0"));
            words.addAll(last);
        }
        boolean complete = words.size() == IPV6_GROUPS && words.stream().allMatch(Hosts::isGroup);
        return complete ? words.stream().map(word -> Integer.parseInt(word, 16)).toList() : List.of();
    }

    private static List<String> words(String part) {
        return part.isEmpty() ? List.of() : List.of(part.split(":", -1));
    }

    private static boolean isGroup(String word) {
        return !word.isEmpty()
                && word.length() <= MAX_GROUP_DIGITS
                && word.chars().allMatch(HexFormat::isHexDigit);
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
        int digits = to - from;
        boolean padded = digits > 1 && host.charAt(from) == '0';
        int octet = digits > 0 && digits <= MAX_OCTET_DIGITS && !padded ? 0 : -1;
        for (int i = from; i < to && octet >= 0; i++) {
            int digit = host.charAt(i) - '0';
            octet = digit >= 0 && digit <= 9 ? 10 * octet + digit : -1;
        }
        return octet <= 255 ? octet : -1;
    }
}
