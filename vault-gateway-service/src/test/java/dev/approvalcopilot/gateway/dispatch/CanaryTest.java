package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tokens of the stand-in's providers begin like the real ones: nothing that begins so may lie anywhere. */
@QuarkusTest
class CanaryTest extends GatewayScenario {

    private static final Pattern PROVIDER_TOKEN = Pattern.compile("ghu_|xoxe\\.|ya29\\.");
    private static final Pattern ANY_JWT = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.");
    private static final Pattern ARGUMENT = Pattern.compile("Canary title");

    @Test
    void noTokenLeavesTheMemoryOfTheGateway() throws IOException {
        var titled = arguments("octo", "website").put("title", "Canary title");
        var succeeded = deliver(aGrant().calling("github.create_issue", titled));
        awaitEvents(succeeded, "action.dispatching", "action.succeeded");
        providers.dropAfterApplying(1);
        var unknown = deliver(aGrant().calling("github.create_issue", titled));
        awaitEvents(unknown, "action.dispatching", "action.unknown");
        var critical = deliver(aGrant().deletingARepository().provenBy(nonce -> auth0.presence("ada", nonce)));
        awaitEvents(critical, "action.dispatching", "action.succeeded");
        assertThat(auth0.exchanges()).hasSizeGreaterThanOrEqualTo(3);

        var log = Files.readString(ShortPatience.LOG);

        assertThat(log).contains("event=action_ended").doesNotContainPattern(PROVIDER_TOKEN);
        assertThat(log).doesNotContainPattern(ANY_JWT).doesNotContainPattern(ARGUMENT);
        assertThat(topics.everything()).isNotEmpty().noneMatch(PROVIDER_TOKEN.asPredicate());
        assertThat(tables()).isNotEmpty().noneMatch(PROVIDER_TOKEN.asPredicate());
        assertThat(metrics())
                .doesNotContainPattern(PROVIDER_TOKEN)
                .doesNotContainPattern(ANY_JWT)
                .doesNotContain("auth0|");
    }

    private List<String> tables() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select ledger::text from ledger
                        union all select headers::text || convert_from(value, 'UTF8') from outbox
                        union all select inbox::text from inbox
                        """).mapTo(String.class).list());
    }
}
