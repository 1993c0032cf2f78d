package dev.approvalcopilot.gateway.grant;

import java.util.Locale;

/**
 * Why the gateway did not call: the closed list, in the order of the checks (contracts, "The grant"). The words are fixed;
 * they never quote what came in.
 */
public enum RefusalCode {
    TOO_LARGE(Standing.UNBELIEVED, "The grant is larger than any true one."),
    MALFORMED(Standing.UNBELIEVED, "The grant is not a compact JWS in its one written form."),
    ALGORITHM(Standing.UNBELIEVED, "The grant is not signed with the one accepted algorithm."),
    HEADER(Standing.UNBELIEVED, "The grant's header names or brings a key, or asks for an extension."),
    UNKNOWN_KEY(Standing.UNBELIEVED, "The grant names a key that is not mounted here."),
    SIGNATURE(Standing.UNBELIEVED, "The grant's signature does not fit."),
    TYPE(Standing.UNBELIEVED, "The signed text is not of the type of a grant."),
    CLAIMS(Standing.UNBELIEVED, "The signed text does not have the shape of a grant."),
    ISSUER(Standing.UNBELIEVED, "The grant comes from another issuer."),
    AUDIENCE(Standing.UNBELIEVED, "The grant is for another deployment."),
    LIFETIME(Standing.UNBELIEVED, "The grant lives longer than any may, or its times contradict each other."),
    NOT_YET_VALID(Standing.UNBELIEVED, "The grant was issued in the future."),
    DIGEST(Standing.UNBELIEVED, "The action's bytes are not the ones that were granted."),
    NOT_CANONICAL(Standing.UNBELIEVED, "The action's bytes are not an action in canonical form."),
    CLAIMS_AND_ACTION(Standing.UNBELIEVED, "The grant and the action that it names contradict each other."),
    /** Only the ledger finds these two: the database's unique constraints. */
    GRANT_ALREADY_USED(Standing.UNBELIEVED, "The grant's identifier was used for another action."),
    ACTION_ALREADY_USED(Standing.UNBELIEVED, "The action was already claimed with another grant."),

    EXPIRED(Standing.BELIEVED, "The authorisation expired before the call could be made. Propose the action again."),
    UNKNOWN_TOOL(Standing.BELIEVED, "The gateway knows no such tool."),
    MANIFEST_CHANGED(
            Standing.BELIEVED, "The tool's definition changed after the action was proposed. Propose it again."),
    ARGUMENTS(Standing.BELIEVED, "The arguments do not fit the tool."),
    CONNECTION(Standing.BELIEVED, "The action names another connection than the tool."),
    SCOPES(Standing.BELIEVED, "The action names other scopes than the tool."),
    CLASSIFICATION_MISSING(Standing.BELIEVED, "The authorisation carries no word of the risk-service."),
    CLASSIFICATION(
            Standing.BELIEVED,
            "What came along as a classification was not signed by this installation's risk-service."),
    CLASSIFICATION_OF_ANOTHER(Standing.BELIEVED, "The classification that came along is about another action."),
    QUORUM_ZERO(Standing.BELIEVED, "The classification asks for no approver at all."),
    DENIED_BY_POLICY(Standing.BELIEVED, "A policy forbids the action, and still it was authorised."),
    LEVEL_TOO_LOW(
            Standing.BELIEVED,
            "The action was authorised at a lower risk level than its tool or its classification allows."),
    NO_APPROVER(Standing.BELIEVED, "The authorisation names nobody who approved."),
    DUPLICATE_APPROVER(Standing.BELIEVED, "The authorisation counts one person twice."),
    QUORUM_UNMET(Standing.BELIEVED, "Fewer people approved than a policy asks for."),
    REQUESTER_EXCLUDED(
            Standing.BELIEVED, "The person whom the agent acts for approved, and a policy wants others to decide."),
    EVIDENCE_KIND(Standing.BELIEVED, "The authorisation carries evidence of an unknown kind."),
    PRESENCE_MISSING(Standing.BELIEVED, "The risk level needs a fresh login for this action, and there is none."),
    PRESENCE(Standing.BELIEVED, "The login that came along is no evidence for this action."),
    PRESENCE_CLOCK(
            Standing.BELIEVED,
            "The login that came along does not count, because Auth0's clock and this installation's differ by more than"
                    + " a minute. Nothing was called; an operator has to set the clock."),
    APPROVER_NOT_ELIGIBLE(Standing.BELIEVED, "Somebody approved who may not, or did not show that they may."),
    ONLY_THE_PRINCIPAL(
            Standing.BELIEVED, "Somebody else approved what only the person themselves may: their own rules."),
    GROUP_UNMET(Standing.BELIEVED, "Nobody approved for a group whose approval a policy asks for."),
    /** These three and the next are found by reading what operators have stopped. */
    HALTED(Standing.BELIEVED, "An operator has stopped such calls. Nothing was called; ask again when they go on."),
    EPOCH_OVER(
            Standing.BELIEVED,
            "The authorisation is from before an operator stopped such calls. They go on, but it is dead: propose the"
                    + " action again."),
    EPOCH_UNKNOWN(Standing.BELIEVED, "The authorisation names an epoch of halts that this gateway has not reached."),

    /** Found by reading what the person has laid down for themselves, as are the next. */
    OWN_LIMIT(Standing.BELIEVED, "Your own limit forbids it. Nothing was called."),
    DELEGATION_TO_ONESELF(Standing.BELIEVED, "Nobody delegates to themselves."),
    DELEGATION_DATES(Standing.BELIEVED, "The delegation would be over already, or last longer than 92 days."),
    DELEGATION_CIRCLE(
            Standing.BELIEVED,
            "The delegation would lead back: that person lets you decide for them in the same time."),
    OWN_RULE_GONE(Standing.BELIEVED, "There is no such rule of yours in force, or it says something else."),
    OWN_RULE_NAMES_NOTHING(
            Standing.BELIEVED,
            "The rule names a tool, a connection or an argument that is not there, and would protect nothing. Nothing was"
                    + " changed."),
    TOO_MANY_OWN_RULES(Standing.BELIEVED, "You have as many rules of this kind as one can have. Take one back first."),
    OWN_RULES_UNREADABLE(
            Standing.EXECUTION,
            "The person's own rules could not be read while the authorisation was valid. Nothing was called."),

    HALTS_UNREADABLE(
            Standing.EXECUTION,
            "Whether an operator has stopped such calls could not be read while the authorisation was valid. Nothing was"
                    + " called."),
    REQUEST(
            Standing.EXECUTION,
            "The arguments cannot be written into the provider's request without changing its meaning."),
    PROVIDER_UNAVAILABLE(
            Standing.EXECUTION,
            "The provider did not take the call while the authorisation was valid. Nothing was changed there."),
    AUTH0_UNAVAILABLE(
            Standing.EXECUTION, "Auth0 could not be reached while the authorisation was valid. Nothing was called."),
    AUTH0_RATE_LIMITED(
            Standing.EXECUTION,
            "Auth0 answered too many requests while the authorisation was valid. Nothing was called."),
    AUTH0_DENIED(
            Standing.EXECUTION, "Auth0 refused to hand out the token. The gateway's client may not be set up for it."),
    NOT_CONNECTED(Standing.EXECUTION, "The person has no account connected for this tool."),
    ACCOUNT_AMBIGUOUS(
            Standing.EXECUTION,
            "The connected account is not the approved one, or not the only one. Nothing was called."),
    CONSENT_WITHDRAWN(
            Standing.EXECUTION, "The provider no longer accepts the connection. The account must be connected anew."),
    SCOPES_MISSING(Standing.EXECUTION, "The connected account was not given the rights that this tool needs."),
    SCOPES_BEYOND(
            Standing.EXECUTION, "The token could do more than was approved, and the provider could have narrowed it."),
    PRECONDITION_CHANGED(
            Standing.EXECUTION,
            "What was approved is no longer what is there. Nothing was done; look again and ask anew."),
    PRECONDITION_UNREADABLE(
            Standing.EXECUTION,
            "Whether what was approved is still what is there could not be read. Nothing was done.");

    /** What a refusal means for the action. */
    public enum Standing {
        /** Anybody may have sent it: a security event, and no state changes. */
        UNBELIEVED,
        /** The approval-service signed it, and still the gateway does not act: the action ends REFUSED. */
        BELIEVED,
        /** The grant is good, the call cannot be made: the action ends REFUSED. */
        EXECUTION
    }

    private final Standing standing;
    private final String words;

    RefusalCode(Standing standing, String words) {
        this.standing = standing;
        this.words = words;
    }

    public Standing standing() {
        return standing;
    }

    /** For people; fixed. */
    public String words() {
        return words;
    }

    /** As events and metrics write it: snake_case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
