package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.Secret;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;

/**
 * Ties the way back from Auth0 to the browser that set out.
 *
 * @param name of all, before what tells them apart
 * @param secure with https: then also {@code __Host-}, so that no sibling host can plant one
 */
record StepUpCookie(String name, boolean secure) {
    private static final int MAX_AGE_SECONDS = 300;
    private static final int SUFFIX = 16;

    static StepUpCookie forAddress(URI address) {
        boolean secure = "https".equals(address.getScheme());
        return new StepUpCookie(secure ? "__Host-copilot-step-up" : "copilot-step-up", secure);
    }

    /** Each login has a cookie of its own: two tabs can be on their way at once. */
    String nameFor(String state) {
        return name + "-" + Secret.hash(state).replaceAll("[^A-Za-z0-9]", "").substring(0, SUFFIX);
    }

    NewCookie with(String state, String value) {
        return cookie(state, value, MAX_AGE_SECONDS);
    }

    NewCookie removal(String state) {
        return cookie(state, "", 0);
    }

    private NewCookie cookie(String state, String value, int maxAge) {
        return new NewCookie.Builder(nameFor(state))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
