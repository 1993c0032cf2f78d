package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.gateway.dispatch.ScopeComparison.Accepted;
import dev.approvalcopilot.gateway.dispatch.ScopeComparison.Missing;
import dev.approvalcopilot.gateway.dispatch.ScopeComparison.TooMany;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeComparisonTest {

    @ParameterizedTest
    @EnumSource(names = {"FIXED", "NARROWABLE"})
    void fewerThanGrantedNeverPass(ScopeMode mode) {
        assertThat(ScopeComparison.of(mode, List.of("a", "b"), Set.of("a", "c")))
                .isEqualTo(new Missing(Set.of("b")));
        assertThat(ScopeComparison.of(mode, List.of("a"), Set.of())).isEqualTo(new Missing(Set.of("a")));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void exactlyThoseGrantedPass(ScopeMode mode) {
        assertThat(ScopeComparison.of(mode, List.of("a"), Set.of("a"))).isEqualTo(new Accepted(Set.of()));
    }

    @Test
    void whereNoTokenIsAskedForNonePasses() {
        assertThat(ScopeComparison.of(ScopeMode.NONE, List.of(), Set.of())).isEqualTo(new TooMany());
    }

    @Test
    void moreThanGrantedPassOnlyWhereTheProviderCannotNarrowAndAreNamed() {
        assertThat(ScopeComparison.of(ScopeMode.FIXED, List.of("a"), Set.of("a", "b")))
                .isEqualTo(new Accepted(Set.of("b")));
        assertThat(ScopeComparison.of(ScopeMode.NARROWABLE, List.of("a"), Set.of("a", "b")))
                .isEqualTo(new TooMany());
    }

    @Test
    void whatAProviderDoesNotReportIsNotCompared() {
        assertThat(ScopeComparison.of(ScopeMode.UNREPORTED, List.of(), Set.of("x")))
                .isEqualTo(new Accepted(Set.of()));
    }
}
