package io.eddy.node;

import io.eddy.wire.Codec;

/**
 * Where a peer listens: a host name or an IP address in text (IPv6 without brackets), and a TCP port.
 *
 * @param port 0 to 65,535; 0 means "any" to listen on, and "none" where a port is told to others
 */
public record Endpoint(String host, int port) {
    /** The longest name of RFC 1035, section 2.3.4. */
    public static final int MAX_HOST_BYTES = 253;

    public static final int MAX_PORT = 65_535;

    public static final Codec<Endpoint> CODEC = Codec.record(
            Codec.field(Codec.text(MAX_HOST_BYTES), Endpoint::host),
            Codec.field(Codec.U16, Endpoint::port),
            Endpoint::new);

    public Endpoint {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + MAX_PORT + ", not " + port);
        }
    }

    /**
     * Reads {@code HOST:PORT}, {@code [IPV6]:PORT} or, when {@code defaultPort} is not negative, a host alone.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static Endpoint parse(String text, int defaultPort) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(bracket, 0));
        if (bracket < 0 && text.indexOf(':', colon + 1) > 0) {
            throw new IllegalArgumentException("'" + text + "': write an IPv6 address as [ADDRESS]:PORT");
        }
        if (colon < 0 && defaultPort < 0) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, as in 192.168.1.20:5050");
        }
        String host = parseHost(text, colon < 0 ? text : text.substring(0, colon));
        return new Endpoint(host, colon < 0 ? defaultPort : parsePort(text, text.substring(colon + 1)));
    }

    /** The same without the zone of an IPv6 address: that is a name of one machine's interface, on that machine. */
    public Endpoint withoutZone() {
        int zone = host.indexOf('%');
        return zone < 0 ? this : new Endpoint(host.substring(0, zone), port);
    }

    private static String parseHost(String text, String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean printable = bare.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '[' && c != ']');
        if (bare.isEmpty() || bare.length() > MAX_HOST_BYTES || !printable) {
            throw new IllegalArgumentException("'" + text + "' does not begin with a host name or an IP address");
        }
        return bare;
    }

    private static int parsePort(String text, String port) {
        boolean digits = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(port) : -1;
        if (number < 0 || number > MAX_PORT) {
            throw new IllegalArgumentException("'" + text + "': a port is a number from 0 to " + MAX_PORT);
        }
        return number;
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
