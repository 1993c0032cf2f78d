package dev.approvalcopilot.approval.presence;

import jakarta.ws.rs.core.NewCookie;
import java.net.URI;

/**
 * Ties the way back from Auth0 to the browser that set out.
 *
 * @param secure with https: then also {@code __Host-}, so that no sibling host can plant one
 */
record StepUpCookie(String name, boolean secure) {
    private static final int MAX_AGE_SECONDS = 300;

    static StepUpCookie forAddress(URI address) {
        boolean secure = "https".equals(address.getScheme());
        return new StepUpCookie(secure ? "__Host-copilot-step-up" : "copilot-step-up", secure);
    }

    NewCookie with(String value) {
        return cookie(value, MAX_AGE_SECONDS);
    }

    NewCookie removal() {
        return cookie("", 0);
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
