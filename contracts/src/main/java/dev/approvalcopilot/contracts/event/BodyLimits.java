package dev.approvalcopilot.contracts.event;

import static java.util.Map.entry;

import dev.approvalcopilot.contracts.event.EventLimits.Limit;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.util.Map;
import java.util.Set;

/**
 * The part of the table of limits ({@link EventLimits}) for what comes over HTTP: how large a body of each service may be, and each
 * member of each body. A member is named after its operation in docs/api: {@code decide.reason}. What goes on into an event is
 * never longer here than there.
 */
public final class BodyLimits {

    public static final int GOAL = RunRequested.MAX_GOAL_CHARS;
    public static final int TIME_ZONE = Whereabouts.MAX_TIME_ZONE;
    public static final int LOCALE = Whereabouts.MAX_LOCALE;
    public static final int DIGEST = 51;
    public static final int DECISIONS = 50;
    public static final int REJECTION = 500;
    public static final int ANSWER = 1500;
    public static final int FINDING = 500;
    public static final int ABSENCE_NOTE = 200;
    public static final int HALT_REASON = 500;
    public static final int NAME = 200;

    private static final Limit OF_GOAL = new Limit(GOAL, "what a person reads again on one page");
    private static final Limit OF_ZONE = new Limit(TIME_ZONE, "twice the longest name in the IANA database");
    private static final Limit OF_LOCALE = new Limit(LOCALE, "RFC 5646 says that a tag should fit into it");
    private static final Limit OF_DIGEST = new Limit(DIGEST, "sha-256: and 43 characters");
    private static final Limit OF_REJECTION = new Limit(REJECTION, "some sentences that the agent reads");
    private static final Limit OF_ANSWER = new Limit(ANSWER, "a page that the agent reads");
    private static final Limit OF_HALT =
            new Limit(HALT_REASON, "some sentences that people read while all stands still");
    private static final Limit OF_NAME = new Limit(NAME, "as an action names it");
    private static final Limit OF_ARGUMENTS =
            new Limit(StrictJson.MAX_BYTES, "bytes; an action as a whole has no more");

    private static final Map<String, Limit> MEMBERS = Map.ofEntries(
            entry("startRun.goal", OF_GOAL),
            entry("startRun.timeZone", OF_ZONE),
            entry("startRun.locale", OF_LOCALE),
            entry("askForRun.goal", OF_GOAL),
            entry("askForRun.timeZone", OF_ZONE),
            entry("askForRun.locale", OF_LOCALE),
            entry("decide.digest", OF_DIGEST),
            entry("decide.view", OF_DIGEST),
            entry("decide.reason", OF_REJECTION),
            entry("decide.text", OF_ANSWER),
            entry("decideMany.decisions", new Limit(DECISIONS, "more than anybody looks at one by one")),
            entry("decideMany.decisions.digest", OF_DIGEST),
            entry("decideMany.decisions.view", OF_DIGEST),
            entry("decideMany.decisions.reason", OF_REJECTION),
            entry("decideMany.decisions.text", OF_ANSWER),
            entry("editAction.digest", OF_DIGEST),
            entry("editAction.view", OF_DIGEST),
            entry("editAction.arguments", OF_ARGUMENTS),
            entry("chooseAccount.account", new Limit(NAME, "Auth0's ids are a tenth of it")),
            entry("settleAction.note", new Limit(FINDING, "some sentences for the record")),
            entry("setAbsence.note", new Limit(ABSENCE_NOTE, "a line that others read")),
            entry("askForLimit", OF_ARGUMENTS),
            entry("askForDelegation", OF_ARGUMENTS),
            entry("previewClassification.tool", OF_NAME),
            entry("previewClassification.agent", new Limit(Agent.MAX_LENGTH, "as tokens name clients")),
            entry("previewClassification.arguments", OF_ARGUMENTS),
            entry("haltScope.reason", OF_HALT),
            entry("resumeScope.reason", OF_HALT));

    private static final int KIB = 1024;

    private static final Map<Service, Limit> BYTES = Map.of(
            Service.PLANNER,
            new Limit(64 * KIB, "a goal of which each character is written as six bytes, twice"),
            Service.RISK,
            new Limit(128 * KIB, "the arguments of an action, with each second byte escaped"),
            Service.APPROVAL,
            new Limit(
                    320 * KIB,
                    "an edit may be as large as an action; a form writes each byte as three, with the review beside"),
            Service.AUDIT,
            new Limit(1 * KIB, "it takes no body at all"),
            Service.GATEWAY,
            new Limit(8 * KIB, "a reason of which each character is written as six bytes, twice"));

    /** Bytes of one field of a form of the page: the longest argument, as a form writes it. */
    public static final int FORM_FIELD_BYTES = 224 * KIB;

    private BodyLimits() {}

    /** The limit of a member. @throws IllegalArgumentException where the table has none */
    public static Limit of(String member) {
        var limit = MEMBERS.get(member);
        if (limit == null) {
            throw new IllegalArgumentException("no limit is known of " + member);
        }
        return limit;
    }

    /** The bytes that a body may have. */
    public static Limit of(Service service) {
        return BYTES.get(service);
    }

    static Set<String> members() {
        return MEMBERS.keySet();
    }
}
