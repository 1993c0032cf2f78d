package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Review documents for the tests of what is said about them. */
public final class Reviews {
    private Reviews() {}

    public static ReviewDocument with(
            List<String> scopes, ScopeMode mode, List<String> permissions, String beyond, Account account) {
        return new ReviewDocument(
                digest("action"),
                RiskLevel.MEDIUM,
                digest("policy"),
                List.of(),
                new Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                "Everybody can read it.",
                scopes,
                mode,
                permissions,
                beyond,
                account);
    }

    public static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }
}
