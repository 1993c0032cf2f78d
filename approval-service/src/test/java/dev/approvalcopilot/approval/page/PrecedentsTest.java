package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.inbox.ActionDetail.Counts;
import dev.approvalcopilot.approval.inbox.ActionDetail.LikeDecisions;
import dev.approvalcopilot.approval.inbox.ActionDetail.Past;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrecedentsTest {

    private static String words(ApprovalState verdict, ApprovalState state, String by, String name) {
        return Precedents.words(new Past(new UUID(0, 1), verdict, state, by, name, Instant.EPOCH), "auth0|ada");
    }

    @Test
    void peopleAreCalledByTheirNamesAndNotByTheIdsOfTheirLogins() {
        assertThat(words(ApprovalState.APPROVED, ApprovalState.SUCCEEDED, "auth0|bob", "Bob Byron"))
                .isEqualTo("approved by Bob Byron, done");
        assertThat(words(ApprovalState.REJECTED, ApprovalState.REJECTED, "auth0|ada", "Ada"))
                .isEqualTo("rejected by you");
        assertThat(words(ApprovalState.EXPIRED, ApprovalState.EXPIRED, null, null))
                .isEqualTo("expired");
    }

    private static String same(int all, int unknown) {
        var none = new Counts(0, 0, 0);
        return Precedents.same(new LikeDecisions(none, none, unknown, new Counts(all, 0, 0), List.of(), null));
    }

    @Test
    void neverIsSaidOnlyWhereAllThatWasDecidedCouldBeCompared() {
        assertThat(same(7, 0)).isEqualTo("Exactly this, to the letter, was never decided for you before.");
        assertThat(same(7, 1)).contains("not among the earlier decisions that can be compared");
        assertThat(same(LikeDecisions.MOST, 0)).contains("not among the earlier decisions that can be compared");
    }
}
