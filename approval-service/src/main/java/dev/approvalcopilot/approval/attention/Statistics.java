package dev.approvalcopilot.approval.attention;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How decisions were made in the last {@link #DAYS} days.
 *
 * @param own the numbers of the person who asks
 * @param tests made-up requests of that person's which ought to be rejected; in no other number
 * @param team the same over everybody, without names; absent for who is in none of the groups that may see it
 * @param peopleShownTo groups whose members see each person's numbers by name; empty for nobody
 * @param people each person's; absent for who is in none of these groups
 */
public record Statistics(
        int days,
        Numbers own,
        Tests tests,
        @Nullable Numbers team,
        List<String> peopleShownTo,
        @Nullable List<OfPerson> people) {
    public static final int DAYS = 30;

    /** A yes so soon after the first look counts as quick. */
    public static final int QUICK_SECONDS = 3;

    public Statistics {
        peopleShownTo = List.copyOf(peopleShownTo);
    }

    /**
     * @param decisions all of them: approved, rejected, answered, changed
     * @param medianSeconds from the first look to the decision, of those that were looked at; absent without any
     * @param quick decisions within {@value #QUICK_SECONDS} seconds of the first look
     * @param unopened decisions without a look
     * @param overrides approvals although a policy had raised the level, or a like one had been rejected
     * @param byPolicy of decisions whose level the policy had raised
     */
    @Schema(name = "DecisionNumbers")
    public record Numbers(
            long decisions,
            long approved,
            long rejected,
            long answered,
            long changed,
            @Nullable Double medianSeconds,
            long quick,
            long unopened,
            long overrides,
            List<Line> byPolicy,
            List<Line> byTool) {
        public Numbers {
            byPolicy = List.copyOf(byPolicy);
            byTool = List.copyOf(byTool);
        }
    }

    /** @param overrides of the approved ones; for a policy that is all of them */
    @Schema(name = "StatisticsLine")
    public record Line(String name, long decisions, long approved, long overrides) {}

    /** @param caught rejected or answered; the others were approved or changed */
    @Schema(name = "TestNumbers")
    public record Tests(long decided, long caught) {}

    /** @param person OIDC {@code sub} */
    @Schema(name = "PersonStatistics")
    public record OfPerson(
            String person,
            long decisions,
            long approved,
            long overrides,
            @Nullable Double medianSeconds) {}
}
