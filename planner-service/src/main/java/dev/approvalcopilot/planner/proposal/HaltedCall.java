package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.json.Json;

/** What the model reads about a call whose tool stands still. The operator's words are not for it. */
public final class HaltedCall {

    /** Why it was not proposed. */
    public static final String REASON = "An operator has halted this tool. Nothing was executed.";

    private HaltedCall() {}

    public static String message() {
        return Json.MAPPER
                .createObjectNode()
                .put("status", "halted")
                .put("reason", REASON)
                .toString();
    }
}
