package dev.approvalcopilot.approval.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPersonTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@acme.test", "ada.lovelace+approvals@mail.acme.co.uk", "o'brien@acme.test"})
    void anAddressIsOne(String text) {
        assertThat(KnownPerson.isAddress(text)).isTrue();
    }

    /** Each would say more than one recipient, a header, or something that servers read differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@acme.test\r\nBcc: all@evil.example",
                "ada@acme.test, bob@acme.test",
                "Ada <ada@acme.test>",
                "\"ada\"@acme.test",
                "ada@acme.test>",
                "ada@acme..test",
                "ada@[127.0.0.1]",
                "ad\u0430@acme.test",
                "@acme.test",
                "ada",
                ""
            })
    void anythingElseIsNone(String text) {
        assertThat(KnownPerson.isAddress(text)).isFalse();
    }
}
