package dev.approvalcopilot.support.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once for each connection and hands out its addresses only if all of them are public. The client connects to
 * what it is handed here and asks nobody else, so an answer that changes afterwards changes nothing.
 */
final class VettedAddresses implements DnsResolver {

    private final Lookup lookup;
    private final Set<String> unsafeHosts;

    VettedAddresses(Lookup lookup, Set<String> unsafeHosts) {
        this.lookup = lookup;
        this.unsafeHosts =
                unsafeHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = lookup.of(host);
        if (found == null || found.length == 0) {
            throw new UnknownHostException("no address");
        }
        if (!unsafeHosts.contains(host.toLowerCase(Locale.ROOT))) {
            for (var address : found) {
                if (!PublicAddress.is(address)) {
                    throw new ForbiddenAddress();
                }
            }
        }
        return found;
    }

    /** Names are sent and checked as the address writes them. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
