package dev.approvalcopilot.approval.notification;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.regex.Pattern;

/** Checks of configured endpoints. Messages name the setting and never quote an address, which may be a secret. */
public final class Endpoint {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    private Endpoint() {}

    /** @throws ConfigurationException for a name that is not short and plain: it stands in rows, metrics and logs */
    public static String name(String name, String setting) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    setting + ": a name has lower-case letters, digits and hyphens, at most 40");
        }
        return name;
    }

    /** @throws ConfigurationException for what is not https with a host and a path */
    public static URI address(URI address, String setting, boolean plainHttp) {
        boolean scheme = "https".equals(address.getScheme()) || plainHttp && "http".equals(address.getScheme());
        boolean complete = address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && address.getRawPath() != null
                && !address.getRawPath().isEmpty();
        if (!scheme || !complete) {
            throw new ConfigurationException(setting + " is not an https address with a host and a path");
        }
        return address;
    }
}
