package dev.approvalcopilot.approval.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AmongSeveralTest {
    private static final ConnectedAccount WORK = account("1", "ada-work");
    private static final ConnectedAccount HOME = account("2", "ada-home");

    private static ConnectedAccount account(String id, String name) {
        return new ConnectedAccount(id, "github", Optional.of(name), Set.of(), Optional.empty());
    }

    private static AccountLookup among(String chosen, boolean choosable, ConnectedAccount... accounts) {
        return ConnectedAccounts.among(List.of(accounts), choosable, () -> Optional.ofNullable(chosen));
    }

    @Test
    void takesTheOnlyOneWhateverWasChosen() {
        assertThat(among(null, true, WORK)).isEqualTo(new AccountLookup.Found(WORK.account(), "ada-work"));
        assertThat(among("2", true, WORK)).isEqualTo(new AccountLookup.Found(WORK.account(), "ada-work"));
        assertThat(among("2", true)).isEqualTo(new AccountLookup.NoneConnected());
    }

    @Test
    void takesTheChosenOneOfSeveral() {
        assertThat(among("2", true, WORK, HOME)).isEqualTo(new AccountLookup.Found(HOME.account(), "ada-home"));
    }

    @Test
    void takesNoneWhereNothingOrSomethingGoneWasChosen() {
        var several = new AccountLookup.Several(List.of(WORK, HOME), true);

        assertThat(among(null, true, WORK, HOME)).isEqualTo(several);
        assertThat(among("3", true, WORK, HOME)).isEqualTo(several);
    }

    @Test
    void takesNoneWhereTheGatewayCouldNotFollowTheChoice() {
        assertThat(among("2", false, WORK, HOME)).isEqualTo(new AccountLookup.Several(List.of(WORK, HOME), false));
    }
}
