package dev.approvalcopilot.gateway.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRulesCheckTest {

    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0198f3a0-0000-7000-8000-000000000002");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Limit LIMIT = new Limit(ID, null, "gmail.send_message", null, null, null, null);
    private static final Delegation TO_BOB =
            new Delegation(ID, "auth0|bob", NOW, Instant.parse("2026-12-01T00:00:00Z"), List.of());
    private static final OwnRules RULES = new OwnRules(2, List.of(LIMIT), List.of(TO_BOB));

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Delegation delegation(String to, Instant from, Instant until) {
        return new Delegation(OTHER, to, from, until, List.of());
    }

    @Test
    void readsALimitAsTheArgumentsSay() {
        assertThat(OwnRulesCheck.limit(
                        ID, json("{'agent':'a','tool':'b.c','connection':'d','argument':'x','max':12.50}")))
                .isEqualTo(new Limit(ID, "a", "b.c", "d", "x", new BigDecimal("12.5"), null));
        assertThat(OwnRulesCheck.limit(ID, json("{'tool':'b.c','argument':'x','allowed':['y','z']}")))
                .isEqualTo(new Limit(ID, null, "b.c", null, "x", null, List.of("y", "z")));
    }

    @Test
    void readsADelegationAsTheArgumentsSay() {
        assertThat(OwnRulesCheck.delegation(
                        ID,
                        json(
                                "{'to':'auth0|bob','from':'2026-11-30T00:00:00Z','until':'2026-12-01T00:00:00Z','tools':['a.b']}"),
                        NOW))
                .isEqualTo(new Delegation(
                        ID,
                        "auth0|bob",
                        Instant.parse("2026-11-30T00:00:00Z"),
                        Instant.parse("2026-12-01T00:00:00Z"),
                        List.of("a.b")));
        assertThat(OwnRulesCheck.delegation(ID, json("{'to':'auth0|bob','until':'2026-12-01T00:00:00Z'}"), NOW))
                .isEqualTo(TO_BOB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'auth0|bob'}",
                "{'to':'auth0|bob','until':'tomorrow'}",
                "{'to':'auth0|bob','until':'2026-11-24T10:00:00Z'}",
                "{'until':'2026-12-01T00:00:00Z'}"
            })
    void whatIsNoDelegationIsNotTakenForOne(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> OwnRulesCheck.delegation(ID, json(arguments), NOW));
    }

    @Test
    void aPersonHasThirtyLimitsAtMost() {
        assertThat(OwnRulesCheck.refusal(new OwnRules(0, Collections.nCopies(29, LIMIT), List.of()), LIMIT))
                .isEmpty();
        assertThat(OwnRulesCheck.refusal(new OwnRules(0, Collections.nCopies(30, LIMIT), List.of()), LIMIT))
                .contains(RefusalCode.TOO_MANY_OWN_RULES);
    }

    @Test
    void aPersonHasTenDelegationsAtMost() {
        var nine = new OwnRules(0, List.of(), Collections.nCopies(9, TO_BOB));
        var ten = new OwnRules(0, List.of(), Collections.nCopies(10, TO_BOB));

        assertThat(OwnRulesCheck.refusal(nine, "auth0|ada", TO_BOB, List.of(), NOW))
                .isEmpty();
        assertThat(OwnRulesCheck.refusal(ten, "auth0|ada", TO_BOB, List.of(), NOW))
                .contains(RefusalCode.TOO_MANY_OWN_RULES);
    }

    @Test
    void nobodyDelegatesToThemselves() {
        assertThat(OwnRulesCheck.refusal(RULES, "auth0|bob", TO_BOB, List.of(), NOW))
                .contains(RefusalCode.DELEGATION_TO_ONESELF);
    }

    @Test
    void aDelegationIsNotOverAndNotLongerThanNinetyTwoDays() {
        var over = delegation("auth0|bob", NOW.minusSeconds(2), NOW);
        var longest = delegation("auth0|bob", NOW, NOW.plus(Delegation.LONGEST));
        var longer = delegation("auth0|bob", NOW, NOW.plus(Delegation.LONGEST).plusMillis(1));

        assertThat(OwnRulesCheck.refusal(RULES, "auth0|ada", over, List.of(), NOW))
                .contains(RefusalCode.DELEGATION_DATES);
        assertThat(OwnRulesCheck.refusal(RULES, "auth0|ada", longest, List.of(), NOW))
                .isEmpty();
        assertThat(OwnRulesCheck.refusal(RULES, "auth0|ada", longer, List.of(), NOW))
                .contains(RefusalCode.DELEGATION_DATES);
    }

    @Test
    void noDelegationLeadsBackInTheSameTime() {
        var back = delegation("auth0|ada", NOW.minusSeconds(9), NOW.plusSeconds(9));
        var later = delegation("auth0|ada", TO_BOB.until(), TO_BOB.until().plusSeconds(9));
        var elsewhere = delegation("auth0|carol", NOW.minusSeconds(9), NOW.plusSeconds(9));

        assertThat(OwnRulesCheck.refusal(RULES, "auth0|ada", TO_BOB, List.of(elsewhere, back), NOW))
                .contains(RefusalCode.DELEGATION_CIRCLE);
        assertThat(OwnRulesCheck.refusal(RULES, "auth0|ada", TO_BOB, List.of(elsewhere, later), NOW))
                .isEmpty();
    }

    @Test
    void aLimitIsRemovedByItsIdAndByWhatItSays() {
        var says = "the tool gmail.send_message";

        assertThat(OwnRulesCheck.limitToRemove(RULES, json("{'limit':'" + ID + "','says':'" + says + "'}")))
                .contains(LIMIT);
        assertThat(OwnRulesCheck.limitToRemove(RULES, json("{'limit':'" + OTHER + "','says':'" + says + "'}")))
                .isEmpty();
        assertThat(OwnRulesCheck.limitToRemove(RULES, json("{'limit':'" + ID + "','says':'the tool a.b'}")))
                .isEmpty();
    }

    @Test
    void aDelegationIsEndedByItsIdAndByWhomItLetsDecide() {
        assertThat(OwnRulesCheck.delegationToEnd(RULES, json("{'delegation':'" + ID + "','to':'auth0|bob'}")))
                .contains(TO_BOB);
        assertThat(OwnRulesCheck.delegationToEnd(RULES, json("{'delegation':'" + OTHER + "','to':'auth0|bob'}")))
                .isEmpty();
        assertThat(OwnRulesCheck.delegationToEnd(RULES, json("{'delegation':'" + ID + "','to':'auth0|carol'}")))
                .isEmpty();
    }
}
