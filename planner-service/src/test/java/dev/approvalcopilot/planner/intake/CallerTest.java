package dev.approvalcopilot.planner.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.planner.PlannerConfigTest;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    @Test
    void aPersonAtOurOwnClientsIsServedByThePlanner() {
        var caller = caller(Map.of("sub", "auth0|ada", "azp", "copilot-page"));
        assertThat(caller.principal()).isEqualTo("auth0|ada");
        assertThat(caller.agent()).isEqualTo("planner");
        assertThat(caller.isOwnClient()).isTrue();
    }

    @Test
    void anOutsideAgentKeepsItsOwnName() {
        var caller = caller(Map.of("sub", "auth0|ada", "azp", "acme-agent"));
        assertThat(caller.agent()).isEqualTo("acme-agent");
        assertThat(caller.isOwnClient()).isFalse();
    }

    @Test
    void nobodyOutsideMayBeCalledPlanner() {
        assertThatThrownBy(() ->
                        caller(Map.of("sub", "auth0|ada", "azp", "planner")).agent())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
    }

    @Test
    void aTokenWithoutAClientIsRefused() {
        assertThatThrownBy(() -> caller(Map.of("sub", "auth0|ada")).agent())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://agent.acme.test/x", "bob@agents.acme.test", "two words"})
    void anOutsideAgentMayBeAnAddress(String client) {
        assertThat(caller(Map.of("sub", "auth0|ada", "azp", client)).agent()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " agent", "agent\u0000", "\u00e4gent"})
    void aClientThatNobodyCanNameIsRefused(String client) {
        assertThatThrownBy(
                        () -> caller(Map.of("sub", "auth0|ada", "azp", client)).agent())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
    }

    private void isNoPerson(ProblemException e) {
        assertThat(e.problem()).isEqualTo(CommonProblem.NO_PERSON);
    }

    private static Caller caller(Map<String, Object> claims) {
        return new Caller(new ClaimsToken(claims), PlannerConfigTest.config(Map.of()));
    }
}
