package dev.approvalcopilot.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void anHttpsAddressWithAPathIsOne() {
        var address = URI.create("https://pager.example/hooks?team=ops");

        assertThat(Endpoint.address(address, "setting", false)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pager.example/hooks",
                "https://pager.example",
                "https://user:secret@pager.example/hooks",
                "https://pager.example/hooks#part",
                "file:///etc/passwd",
                "/hooks",
                "mailto:ops@pager.example"
            })
    void anythingElseStopsTheStartAndIsNotQuoted(String address) {
        assertThatThrownBy(() -> Endpoint.address(URI.create(address), "the.setting", false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the.setting")
                .hasMessageNotContainingAny("pager.example", "secret", "passwd");
    }

    @Test
    void plainHttpIsForAStackOnOneMachine() {
        var address = URI.create("http://127.0.0.1:8080/hooks");

        assertThat(Endpoint.address(address, "setting", true)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pager", "a b", "-a", "a-", "a.b", "a\nb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aNameIsShortAndPlain(String name) {
        assertThatThrownBy(() -> Endpoint.name(name, "setting")).isInstanceOf(ConfigurationException.class);
    }
}
