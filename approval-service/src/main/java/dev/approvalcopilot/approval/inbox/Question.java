package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import java.util.List;
import java.util.stream.Collectors;

/** What the person is asked, in the words of the page. One place, so that page, API and mail cannot differ. */
public final class Question {
    private Question() {}

    /** "Authorise a one-time token for `chat:write` on Slack (account …) to run exactly this call?" */
    public static String text(ReviewDocument review, String connection) {
        return text(review, connection, null);
    }

    /** @param accountName what Auth0 calls the account; null where it says none, and then its id stands alone */
    static String text(ReviewDocument review, String connection, String accountName) {
        return text(review, connection, accountName, true);
    }

    /** @param asked whether the account was looked up: of what is settled nobody asks any more, and nothing is said of it */
    static String text(ReviewDocument review, String connection, String accountName, boolean asked) {
        var account = review.account() == null ? "no account yet" : "account " + account(review, accountName);
        if (review.scopeMode() == ScopeMode.NONE) {
            return "Change your own rules at the gateway, without any token, exactly as it says here?";
        }
        return "Authorise a one-time token " + rights(review) + " on " + provider(connection)
                + (asked ? " (" + account + ")" : "") + " to run exactly this call?";
    }

    private static String account(ReviewDocument review, String name) {
        var id = review.account().id();
        return name == null ? id : name + ", " + id;
    }

    /** "The token could also …; the gateway uses it for this call only." Null when it could do nothing else. */
    public static String beyond(ReviewDocument review) {
        return review.beyond() == null
                ? null
                : "The token could also " + review.beyond() + "; the gateway uses it for this call only.";
    }

    /** What to do when no account is connected. */
    public static String connectHint(String connection) {
        return "Connect a " + provider(connection) + " account first (Auth0 connection " + connection
                + "), then come back here and decide.";
    }

    /** A connection by the name people know. */
    public static String provider(String connection) {
        return switch (connection) {
            case "github" -> "GitHub";
            case "sign-in-with-slack" -> "Slack";
            case "google-oauth2" -> "Google";
            default -> connection;
        };
    }

    private static String rights(ReviewDocument review) {
        return review.scopeMode() == ScopeMode.UNREPORTED
                ? "with " + quoted(review.permissions())
                : "for " + quoted(review.scopes());
    }

    private static String quoted(List<String> words) {
        return words.isEmpty()
                ? "no stated right"
                : words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
}
