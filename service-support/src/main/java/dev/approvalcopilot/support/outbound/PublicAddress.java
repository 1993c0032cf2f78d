package dev.approvalcopilot.support.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address belongs to the public internet (IANA special-purpose registries for IPv4 and IPv6). For IPv6 only global
 * unicast counts, so that mapped, compatible, translated (64:ff9b::/96), unique-local and link-local ones fall out by
 * themselves; what embeds an IPv4 address inside global unicast (6to4, Teredo) is named.
 */
final class PublicAddress {

    private static final List<Range> NOT_PUBLIC_V4 = List.of(
            Range.of("0.0.0.0", 8), // this network
            Range.of("10.0.0.0", 8), // private
            Range.of("100.64.0.0", 10), // carrier-grade NAT
            Range.of("127.0.0.0", 8), // loopback
            Range.of("169.254.0.0", 16), // link-local, and there the clouds' metadata
            Range.of("172.16.0.0", 12), // private
            Range.of("192.0.0.0", 24), // protocol assignments
            Range.of("192.0.2.0", 24), // documentation
            Range.of("192.88.99.0", 24), // 6to4 relays
            Range.of("192.168.0.0", 16), // private
            Range.of("198.18.0.0", 15), // benchmarks
            Range.of("198.51.100.0", 24), // documentation
            Range.of("203.0.113.0", 24), // documentation
            Range.of("224.0.0.0", 3)); // multicast, reserved, broadcast

    private static final Range GLOBAL_UNICAST = Range.of("2000::", 3);

    private static final List<Range> NOT_PUBLIC_V6 = List.of(
            Range.of("2001::", 23), // Teredo, benchmarks, ORCHID and other protocol assignments
            Range.of("2001:db8::", 32), // documentation
            Range.of("2002::", 16), // 6to4
            Range.of("3fff::", 20)); // documentation

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? NOT_PUBLIC_V4.stream().noneMatch(range -> range.holds(bytes))
                : GLOBAL_UNICAST.holds(bytes) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.holds(bytes));
    }

    private static final class Range {
        private final byte[] network;
        private final int bits;

        private Range(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static Range of(String network, int bits) {
            return new Range(InetAddress.ofLiteral(network).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
