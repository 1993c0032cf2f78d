package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vocabulary of the page, the same as in API, mail and logs. */
public final class Words {
    private static final String POLICY = "policy:";
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

    private Words() {}

    public static String of(ApprovalState state) {
        return switch (state) {
            case PENDING -> "waiting for a decision";
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case EXPIRED -> "expired";
            case CANCELLED -> "cancelled";
            case SUPERSEDED -> "changed";
            case DISPATCHING -> "call sent";
            case SUCCEEDED -> "done";
            case FAILED -> "the provider said no";
            case REFUSED -> "refused by the gateway";
            case UNKNOWN -> "may have happened";
            case RECONCILED -> "settled";
        };
    }

    /** "by you", "by bob@acme.test", "by the policy quiet_hours". */
    static InertText by(String by, String name, boolean you) {
        return InertText.line(
                you
                        ? "by you"
                        : by.startsWith(POLICY) ? "by the policy " + by.substring(POLICY.length()) : "by " + name);
    }

    static String of(ActionDetail.Settled found) {
        return found.happened() ? "settled: it happened" : "settled: it did not happen";
    }

    /** What the decision needs beside one approver. */
    static List<String> of(Obligations obligations, boolean freshLogin) {
        var words = new ArrayList<String>();
        if (freshLogin) {
            words.add("needs a fresh login");
        }
        if (obligations.quorum() > 1) {
            words.add("needs " + obligations.quorum() + " approvers");
        }
        obligations.groups().forEach(group -> words.add("needs one of " + group));
        if (obligations.barsThePrincipal()) {
            words.add("not to be approved by the person it is for");
        }
        if (obligations.dwell().isPositive()) {
            words.add("wants to be read for " + obligations.dwell().toSeconds() + " s");
        }
        return words;
    }

    /** For the principal whom a policy takes out. */
    static String excluded(List<String> groups) {
        return "A policy wants others to approve what your agent does here: one of " + String.join(", one of ", groups)
                + ". You can still reject, answer or edit it.";
    }

    /** Sets scopes, which stand between backquotes, in a face of their own. */
    static String questionHtml(String question) {
        var html = new StringBuilder();
        var matcher = QUOTED.matcher(question);
        int end = 0;
        while (matcher.find()) {
            html.append(InertText.line(question.substring(end, matcher.start()))
                    .html()
                    .getValue());
            html.append("<code>").append(inside(matcher)).append("</code>");
            end = matcher.end();
        }
        return html.append(InertText.line(question.substring(end)).html().getValue())
                .toString();
    }

    private static String inside(Matcher matcher) {
        return InertText.line(matcher.group(1)).html().getValue();
    }
}
