package dev.approvalcopilot.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.grant.BelievedGrant;
import dev.approvalcopilot.gateway.grant.Believing;
import dev.approvalcopilot.gateway.grant.ReceivedGrant;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may follow what, row by row, on a database that no gateway works on. */
@Tag("stack")
class LedgerRowsTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
    private static final SigningKey KEY = TestKeys.ed25519("grants-1");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration NONE = Duration.ofMillis(1);
    private static final Lineage.Standing STANDING = new Lineage.Standing(1, Instant.EPOCH);
    private static final Lineage.Standing AFTER_A_RESTORE = new Lineage.Standing(2, Instant.EPOCH);

    private final Jdbi jdbi = LedgerDatabase.jdbi();
    private final ClaimedEvents events = new ClaimedEvents();
    private final Ledger ledger = new Ledger(jdbi, events);

    /** Rows are kept for ever, even from tests: those of the test before are put out of the way. */
    @BeforeEach
    void nothingIsDue() {
        jdbi.useHandle(handle -> handle.execute("update ledger set try_after = 'infinity' where ended_at is null"));
    }

    private static GrantBuilder aGrant() {
        return aGrantOf(Instant.now());
    }

    private static GrantBuilder aGrantOf(Instant issued) {
        return new GrantBuilder(TOOLS, KEY, KEY, issued);
    }

    private Claim claim(GrantBuilder grant) {
        var received = grant.build();
        return ledger.claim(STANDING, believed(received), received, "correlation-7");
    }

    private static BelievedGrant believed(ReceivedGrant received) {
        return Believing.grant(received, TOOLS, KEY);
    }

    private Entry taken(GrantBuilder grant) {
        assertThat(claim(grant)).isEqualTo(Claim.CLAIMED);
        return ledger.take(STANDING, LONG).orElseThrow();
    }

    private Map<String, Object> row(Entry entry) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from ledger where action_id = :id")
                .bind("id", entry.actionId())
                .mapToMap()
                .one());
    }

    /** Waits until the database's clock has passed every lease of {@link #NONE} that was taken before. */
    private void letItRunOut() {
        var over = databaseTime().plus(NONE);
        await().pollInterval(NONE).until(() -> databaseTime().isAfter(over));
    }

    private Instant databaseTime() {
        return jdbi.withHandle(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one());
    }

    @Test
    void anActionIsClaimedOnceAndWhoWorksOnClaimsIsTold() {
        var grant = aGrant();

        assertThat(claim(grant)).isEqualTo(Claim.CLAIMED);
        assertThat(claim(grant)).isEqualTo(Claim.REPEATED);

        assertThat(events.actions()).containsExactly(grant.id());
    }

    @Test
    void anotherGrantForTheSameActionClaimsNothing() {
        var grant = aGrant();
        claim(grant);

        assertThat(claim(grant.jti(Ids.random128()))).isEqualTo(Claim.ACTION_USED);
        assertThat(events.actions()).hasSize(1);
    }

    @Test
    void theSameIdentifierForAnotherActionClaimsNothing() {
        var jti = Ids.random128();
        claim(aGrant().jti(jti));

        assertThat(claim(aGrant().jti(jti))).isEqualTo(Claim.GRANT_USED);
        assertThat(events.actions()).hasSize(1);
    }

    @Test
    void whatIsTakenIsWhatWasClaimed() {
        var grant = aGrant();
        var received = grant.build();
        ledger.claim(STANDING, believed(received), received, "correlation-7");

        var entry = ledger.take(STANDING, LONG).orElseThrow();

        assertThat(entry.ref()).isEqualTo(believed(received).ref());
        assertThat(entry.received()).isEqualTo(received);
        assertThat(entry.correlationId()).isEqualTo("correlation-7");
        assertThat(entry.state()).isEqualTo(State.CLAIMED);
        assertThat(entry.mayHaveHappened()).isFalse();
        assertThat(entry.expiresAt()).isEqualTo(believed(received).expiresAt());
        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(entry.dispatches()).isZero();
        assertThat(entry.obstacle()).isEmpty();
        assertThat(entry.toString()).contains("CLAIMED").doesNotContain(received.jws());
    }

    @Test
    void aLeasedRowIsNobodyElsesUntilItsLeaseHasRunOut() {
        claim(aGrant());
        var first = ledger.take(STANDING, NONE).orElseThrow();
        letItRunOut();

        var second = ledger.take(STANDING, LONG).orElseThrow();

        assertThat(second.actionId()).isEqualTo(first.actionId());
        assertThat(second.lease()).isNotEqualTo(first.lease());
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(ledger.take(STANDING, LONG)).isEmpty();
    }

    @Test
    void theOneThatHasWaitedLongestComesFirst() {
        var first = aGrant();
        var second = aGrant();
        claim(first);
        claim(second);

        assertThat(ledger.take(STANDING, LONG).map(Entry::actionId)).contains(first.id());
        assertThat(ledger.take(STANDING, LONG).map(Entry::actionId)).contains(second.id());
    }

    @Test
    void aPostponedRowComesBackAfterItsPauseAndSaysWhatForItWaited() {
        var entry = taken(aGrant());

        ledger.postpone(entry, RefusalCode.AUTH0_UNAVAILABLE, LONG);
        assertThat(ledger.take(STANDING, LONG)).isEmpty();

        jdbi.useHandle(handle -> handle.execute(
                "update ledger set try_after = clock_timestamp() where action_id = ?", entry.actionId()));
        assertThat(ledger.take(STANDING, LONG).flatMap(Entry::obstacle)).contains(RefusalCode.AUTH0_UNAVAILABLE);
    }

    @Test
    void dispatchingSetsADeadlineAndSaysThatACallMayHaveLeft() {
        var entry = taken(aGrant());
        var before = Instant.now();

        var deadline = ledger.dispatch(STANDING, entry, LIMIT, NONE).orElseThrow();

        assertThat(deadline)
                .isBetween(
                        before.plus(LIMIT).minusSeconds(1), before.plus(LIMIT).plusSeconds(5));
        letItRunOut();
        var again = ledger.take(STANDING, LONG).orElseThrow();
        assertThat(again.mayHaveHappened()).isTrue();
        assertThat(again.dispatches()).isEqualTo(1);
    }

    @Test
    void aCallThatWasTurnedAwayDidNotHappenUntilTheNextOneLeaves() {
        var entry = taken(aGrant());
        ledger.dispatch(STANDING, entry, LIMIT, LONG);

        ledger.turnedAway(entry, "429 slow down", Duration.ZERO);
        var again = ledger.take(STANDING, LONG).orElseThrow();

        assertThat(again.turnedAway()).isEqualTo("429 slow down");
        assertThat(again.wasDispatched()).isTrue();
        assertThat(again.mayHaveHappened()).isFalse();

        ledger.dispatch(STANDING, again, LIMIT, LONG);
        assertThat(row(again)).containsEntry("turned_away", null).containsEntry("dispatches", 2);
    }

    @Test
    void aCallThatWasTurnedAwayMayEndAsRefused() {
        var entry = taken(aGrant());
        ledger.dispatch(STANDING, entry, LIMIT, LONG);
        ledger.turnedAway(entry, "429 slow down", Duration.ZERO);

        var again = ledger.take(STANDING, LONG).orElseThrow();

        assertThat(ledger.end(again, new Outcome.Refused(RefusalCode.HALTED, "Halted.")))
                .isTrue();
        assertThat(row(again)).containsEntry("state", "REFUSED");
    }

    @Test
    void nothingIsDispatchedAfterTheGrantHasRunOut() {
        var entry = taken(aGrantOf(Instant.now().minusSeconds(61)));

        assertThat(ledger.dispatch(STANDING, entry, LIMIT, LONG)).isEmpty();
        assertThat(row(entry)).containsEntry("state", "CLAIMED").containsEntry("dispatches", 0);
    }

    @Test
    void nothingIsDispatchedWithALeaseThatHasRunOutOrIsAnothers() {
        claim(aGrant());
        var first = ledger.take(STANDING, NONE).orElseThrow();
        letItRunOut();
        assertThat(ledger.dispatch(STANDING, first, LIMIT, LONG)).isEmpty();

        ledger.take(STANDING, LONG).orElseThrow();
        assertThat(ledger.dispatch(STANDING, first, LIMIT, LONG)).isEmpty();
    }

    @Test
    void nothingIsDispatchedThatWasClaimedBeforeARestore() {
        var entry = taken(aGrant());

        assertThat(ledger.dispatch(AFTER_A_RESTORE, entry, LIMIT, LONG)).isEmpty();
        assertThat(row(entry)).containsEntry("state", "CLAIMED").containsEntry("dispatches", 0);
    }

    @Test
    void aRowFromBeforeARestoreSaysThatItsCallMayBeForgotten() {
        claim(aGrant());

        assertThat(ledger.take(AFTER_A_RESTORE, LONG).orElseThrow().mayBeForgotten())
                .isTrue();
    }

    @Test
    void aGrantFromBeforeARestoreIsOfTheGenerationBefore() {
        var received = aGrantOf(Instant.now().minusSeconds(20)).build();
        var standing = new Lineage.Standing(1, Instant.now().minusSeconds(10));

        ledger.claim(standing, believed(received), received, "correlation-7");

        assertThat(ledger.take(standing, LONG).orElseThrow().mayBeForgotten()).isTrue();
    }

    @Test
    void whatMayBeForgottenEndsUnknownWithoutACall() {
        claim(aGrant());
        var entry = ledger.take(AFTER_A_RESTORE, LONG).orElseThrow();

        assertThat(ledger.end(entry, new Outcome.Unknown("It may have happened.")))
                .isTrue();

        assertThat(row(entry)).containsEntry("state", "UNKNOWN").containsEntry("dispatches", 0);
    }

    @Test
    void nothingIsDispatchedAfterTheEnd() {
        var entry = taken(aGrant());
        ledger.end(entry, new Outcome.Refused(RefusalCode.EXPIRED, "Too late."));

        assertThat(ledger.dispatch(STANDING, entry, LIMIT, LONG)).isEmpty();
    }

    @Test
    void anEndIsWrittenOnceWithItsWord() {
        var entry = taken(aGrant());

        assertThat(ledger.end(entry, new Outcome.Refused(RefusalCode.EXPIRED, "Too late.")))
                .isTrue();
        assertThat(ledger.end(entry, new Outcome.Failed("other"))).isFalse();

        assertThat(row(entry)).containsEntry("state", "REFUSED").containsEntry("code", "expired");
        assertThat(ledger.take(STANDING, LONG)).isEmpty();
    }

    @Test
    void anEndWithoutAWordHasNone() {
        var entry = taken(aGrant());
        ledger.dispatch(STANDING, entry, LIMIT, LONG);

        assertThat(ledger.end(entry, new Outcome.Unknown("Sent."))).isTrue();

        assertThat(row(entry)).containsEntry("state", "UNKNOWN").containsEntry("code", null);
    }

    @Test
    void whoLostTheLeaseChangesNothing() {
        claim(aGrant());
        var first = ledger.take(STANDING, NONE).orElseThrow();
        letItRunOut();
        var second = ledger.take(STANDING, LONG).orElseThrow();

        assertThat(ledger.end(first, new Outcome.Failed("other"))).isFalse();
        ledger.postpone(first, RefusalCode.AUTH0_DENIED, LONG);
        ledger.noteScopesBeyond(first, List.of("repo"));

        assertThat(row(second))
                .containsEntry("lease", second.lease())
                .containsEntry("waiting_for", null)
                .containsEntry("scopes_beyond", null);
    }

    @Test
    void scopesBeyondAreKept() {
        var entry = taken(aGrant());

        ledger.noteScopesBeyond(entry, List.of("repo", "user"));

        assertThat(row(entry)).containsEntry("scopes_beyond", "repo user");
    }

    @Test
    void onlyEndedRowsAreWipedAndCounted() {
        var ended = taken(aGrant());
        ledger.end(ended, new Outcome.Refused(RefusalCode.EXPIRED, "Too late."));
        var open = taken(aGrant());
        letItRunOut();

        assertThat(ledger.wipe(LONG)).isZero();
        assertThat(ledger.wipe(NONE)).isPositive();

        assertThat(row(ended)).containsEntry("grant_jws", null).containsEntry("action_bytes", null);
        assertThat(row(open).get("grant_jws")).isNotNull();
        assertThat(ledger.wipe(NONE)).isZero();
    }

    @Test
    void countsWhatHasNotEnded() {
        long before = ledger.open();
        var entry = taken(aGrant());

        assertThat(ledger.open()).isEqualTo(before + 1);
        ledger.end(entry, new Outcome.Refused(RefusalCode.EXPIRED, "Too late."));
        assertThat(ledger.open()).isEqualTo(before);
    }
}
