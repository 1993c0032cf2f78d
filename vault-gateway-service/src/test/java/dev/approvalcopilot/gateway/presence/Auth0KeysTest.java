package dev.approvalcopilot.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.gateway.grant.LoginKeys.Unavailable;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;

class Auth0KeysTest {

    private static final String DOCUMENT =
            new JsonWebKeySet(List.of(TestKeys.rsa("k").jwk())).toJson(OutputControlLevel.PUBLIC_ONLY);

    private long now = 1_000_000;
    private int fetches;
    private boolean reachable = true;

    private final Auth0Keys keys = new Auth0Keys(this::fetch, Duration.ofMinutes(10), () -> now);

    private String fetch() throws IOException {
        fetches++;
        if (!reachable) {
            throw new IOException("not now");
        }
        return DOCUMENT;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void fetchesOnceAndKeeps() throws Exception {
        keys.current();
        pass(Duration.ofMinutes(9));

        assertThat(keys.current()).hasSize(1);
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void keysThatHaveAgedOutAreNotUsedWhenThereAreNoNewerOnes() throws Exception {
        keys.current();
        pass(Duration.ofMinutes(10));
        reachable = false;

        assertThatThrownBy(keys::current).isInstanceOf(Unavailable.class);
    }

    @Test
    void anUnknownKeyFetchesAgainAtMostEveryTenSeconds() throws Exception {
        keys.current();

        assertThatThrownBy(keys::refreshed).isInstanceOf(Unavailable.class);
        pass(Duration.ofSeconds(10));
        keys.refreshed();

        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void withoutAnyKeysItSaysSoAndTriesAgainNextTime() throws Exception {
        reachable = false;
        assertThatThrownBy(keys::current).isInstanceOf(Unavailable.class);
        reachable = true;
        pass(Duration.ofSeconds(1));

        assertThat(keys.current()).hasSize(1);
    }

    @Test
    void whoWaitedForAFetchThatFailedDoesNotFetchAgain() {
        reachable = false;
        assertThatThrownBy(keys::current).isInstanceOf(Unavailable.class);

        assertThatThrownBy(keys::current).isInstanceOf(Unavailable.class);

        assertThat(fetches).isEqualTo(1);
    }
}
