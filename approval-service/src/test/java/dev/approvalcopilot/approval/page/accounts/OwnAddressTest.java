package dev.approvalcopilot.approval.page.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actions/0198f3a0-0000-7000-8000-000000000000",
                "/runs/0198f3a0-0000-7000-8000-000000000000"
            })
    void leadsBackToPagesOfItsOwn(String address) {
        assertThat(OwnAddress.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.test/",
                "//evil.test",
                "/\\evil.test",
                "/sign-out",
                "/actions/../sign-out",
                "/0198f3a0-0000-7000-8000-000000000000",
                "/actions/",
                "/actions/0198f3a0-0000-7000-8000-000000000000/approve",
                "/actions/0198f3a0-0000-7000-8000-000000000000\nX: y"
            })
    void staysOnThePageOfAccountsOtherwise(String address) {
        assertThat(OwnAddress.of(address)).isEqualTo(OwnAddress.ACCOUNTS);
    }
}
