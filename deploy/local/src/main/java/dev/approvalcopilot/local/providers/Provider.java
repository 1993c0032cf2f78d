package dev.approvalcopilot.local.providers;

import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;

/** One provider behind one path prefix. */
interface Provider {

    String name();

    /** Answers a call and enters its effect, if any, in the ledger. */
    Reply answer(Call call);

    /** Back to the seed data. */
    void reset();

    /**
     * @param operation what the call asked for, as the tool is named; empty if the path is unknown
     * @param user whose token it carried; empty if it was refused
     * @param auditContext of that token; empty if it was refused
     */
    record Reply(Answer answer, String operation, String user, String auditContext) {
        /** To a call without a token that counts. */
        Reply(Answer answer, String operation) {
            this(answer, operation, "", "");
        }

        Reply(Answer answer, String operation, ProviderToken token) {
            this(answer, operation, token.user(), token.auditContext());
        }

        Reply answeredWith(Answer other) {
            return new Reply(other, operation, user, auditContext);
        }
    }
}
