package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.contracts.auth0.TenantToken;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tokens that are longer than the gateway would look at: said before anybody decides, in words that name the cause (ADR 0037). */
final class TokenSize {

    private TokenSize() {}

    /** What is wrong with its length; empty if nothing is. */
    static Optional<String> fault(JsonWebToken token) {
        int length = token.getRawToken().length();
        return length <= TenantToken.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The token of this login has %,d characters, and at most %,d can be used here, about 500 groups. It lists %,d."
                                + " Nothing was done. Ask the administrator of your login to let it list fewer groups.",
                        length,
                        TenantToken.MAX_LENGTH,
                        longestList(token)));
    }

    /** The groups, under whichever name the tenant lists them. */
    private static int longestList(JsonWebToken token) {
        return token.getClaimNames().stream()
                .map(name -> token.<Object>getClaim(name))
                .filter(Collection.class::isInstance)
                .mapToInt(claim -> ((Collection<?>) claim).size())
                .max()
                .orElse(0);
    }
}
