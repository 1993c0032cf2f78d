package dev.approvalcopilot.support.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The written form of an address that may be called: http or https, no user, no fragment, and a host that every reader takes
 * for the same: a name, a dotted quad in its one form, or a bracketed IPv6 literal. Other spellings of numbers (octal, hex, one
 * decimal, a quad with fewer parts) mean different hosts to different libraries and are no destinations.
 */
final class Destination {

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*" + "(?:[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final int MAX_HOST_LENGTH = 253;

    private Destination() {}

    /** Whether this can be called at all, before anything is looked up. */
    static boolean isWellFormed(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && isHost(address.getHost().toLowerCase(Locale.ROOT));
    }

    private static boolean isHost(String host) {
        return host.length() <= MAX_HOST_LENGTH
                && (NAME.matcher(host).matches()
                        || QUAD.matcher(host).matches()
                        || V6.matcher(host).matches());
    }
}
