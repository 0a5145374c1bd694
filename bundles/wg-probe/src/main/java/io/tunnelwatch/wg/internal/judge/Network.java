package io.tunnelwatch.wg.internal.judge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The network of an endpoint, by which places are told apart: the first 24 bits of an IPv4 address, the first 48 of an
 * IPv6 address. These are the smallest blocks that are routed on the Internet by themselves, and a /48 is what a site
 * is given (RFC 6177); a new lease, a privacy address (RFC 8981) and another port are no move.
 */
final class Network {

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    private Network() {}

    /**
     * Its text; of an endpoint that is no numeric address, all but the port.
     *
     * @param endpoint as {@code wg} prints it: {@code 192.0.2.7:51820}, {@code [2001:db8::13%eth0]:51820}
     */
    static String of(String endpoint) {
        int port = endpoint.lastIndexOf(':');
        String host = port < 0 ? endpoint : endpoint.substring(0, port);
        if (host.startsWith("[") && host.endsWith("]")) {
            return ofIpv6(host);
        }
        int last = host.lastIndexOf('.');
        return isIpv4(host) ? host.substring(0, last) + ".0/24" : host;
    }

    /** Never asks a name server: what stands in brackets is a numeric address or refused. */
    private static String ofIpv6(String bracketed) {
        int zone = bracketed.indexOf('%');
        String address = zone < 0 ? bracketed : bracketed.substring(0, zone) + "]";
        try {
            InetAddress parsed = InetAddress.getByName(address);
            if (parsed instanceof Inet4Address) {
                // written as ::ffff:192.0.2.7
                byte[] octets = Arrays.copyOf(parsed.getAddress(), IPV4_BYTES);
                return (octets[0] & 0xFF) + "." + (octets[1] & 0xFF) + "." + (octets[2] & 0xFF) + ".0/24";
            }
            String hex = HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_BYTES);
            return hex.substring(0, 4) + ":" + hex.substring(4, 8) + ":" + hex.substring(8) + "::/48";
        } catch (UnknownHostException e) {
            return bracketed;
        }
    }

    private static boolean isIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        return parts.length == IPV4_BYTES + 1
                && Arrays.stream(parts)
                        .allMatch(part -> part.length() <= 3
                                && !part.isEmpty()
                                && part.chars().allMatch(character -> character >= '0' && character <= '9'));
    }
}
