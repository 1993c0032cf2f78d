package dev.approvalcopilot.planner.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.planner.PlannerConfigTest;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void aClientThatSpeaksForItselfIsNoPerson() {
        assertThatThrownBy(
                        () -> caller(Map.of("sub", "abc@clients", "azp", "abc")).principal())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
        assertThatThrownBy(() ->
                        caller(Map.of("sub", "x", "gty", "client-credentials")).principal())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
        assertThatThrownBy(() -> caller(Map.of("azp", "copilot-cli")).principal())
                .isInstanceOfSatisfying(ProblemException.class, this::isNoPerson);
    }

    private void isNoPerson(ProblemException e) {
        assertThat(e.problem()).isEqualTo(PlannerProblem.NO_PERSON);
    }

    private static Caller caller(Map<String, Object> claims) {
        return new Caller(new ClaimsToken(claims), PlannerConfigTest.config(Map.of()));
    }
}
