package dev.approvalcopilot.system.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No secret is where it may not be, after many actions in a world that fails, with every service told to log all it
 * can, and after all the other tests left what they leave.
 */
@WholeProduct
@Order(Integer.MAX_VALUE)
class SecretsTest {
    /** With {@code --long} two hundred, else forty. */
    private static final int ACTIONS = CanaryRun.LONG ? 200 : 40;

    private static final Duration READY = Duration.ofSeconds(240);

    /** Where the contracts let a login lie that authorises a critical action. */
    private static final Set<String> PLACES_OF_PRESENCE = Set.of(
            "the topic " + Topic.GRANTS_ISSUED.topicName(),
            "the table outbox of approval",
            "the table ledger of gateway",
            "the table grant_evidence of audit");

    /** Where the audit log keeps and shows digests in place of the logins, so that both can be compared. */
    private static final Set<String> PLACES_OF_DIGESTS =
            Set.of("the table audit_entry of audit", "the answers of the services");

    private static boolean mayLieThere(CanarySearch.Finding finding) {
        return finding.canary().isPresence()
                && (PLACES_OF_PRESENCE.contains(finding.place())
                        || PLACES_OF_DIGESTS.contains(finding.place())
                                && finding.form().startsWith("as SHA-256"));
    }

    /** The level that is asked for; what the builds cap stays capped. */
    @BeforeAll
    static void logAllThereIs(Product product) throws Exception {
        var stack = product.stack();
        for (var service : Service.values()) {
            Files.writeString(
                    product.installation().configFile(service), "quarkus.log.level=TRACE\n", StandardOpenOption.APPEND);
            stack.service(service).restart();
        }
        for (var service : Service.values()) {
            stack.service(service).waitReady(READY);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noSecretIsInAnyPlaceThatOutlivesACall(Product product) throws Exception {
        long before = CanaryList.seen(product.installation());
        var run = new CanaryRun(product);
        var heard = run.play();
        assertItWasRough(run);
        assertItWasLogged(product);

        var canaries = CanaryList.of(product.installation(), before);
        assertThat(canaries)
                .extracting(Canary::kind)
                .contains("access_token", "id_token", "client_assertion", "subject_token");
        assertThat(canaries).anyMatch(Canary::isPresence).hasSizeGreaterThan(ACTIONS);
        var places = new EveryPlace(product, new CanarySearch(canaries));
        var found = places.search(heard);

        assertThat(found).filteredOn(finding -> !mayLieThere(finding)).isEmpty();
        assertThat(found)
                .extracting(CanarySearch.Finding::place)
                .as("the search finds what lies where it may")
                .containsAll(PLACES_OF_PRESENCE);
        assertThat(places.places())
                .contains("the answers of the services", "the model's requests", "/q/metrics of gateway")
                .anyMatch(place -> place.startsWith("the topic dead-letters."))
                .hasSizeGreaterThan(60);
    }

    /** Enough actions, and most ways to end. */
    private static void assertItWasRough(CanaryRun run) {
        var byState = run.ended().stream()
                .flatMap(ended -> ended.steps().stream())
                .collect(Collectors.groupingBy(Step::state, Collectors.counting()));
        long actions =
                run.ended().stream().mapToLong(ended -> ended.steps().size()).sum()
                        - byState.getOrDefault(State.INVALID, 0L);
        assertThat(actions).isGreaterThanOrEqualTo(ACTIONS);
        assertThat(byState).containsKeys(State.SUCCEEDED, State.FAILED, State.UNKNOWN, State.REJECTED, State.INVALID);
    }

    /** Else the level would not have been what was asked for. */
    private static void assertItWasLogged(Product product) throws IOException {
        for (var service : Service.values()) {
            try (var lines = Files.lines(product.stack().service(service).logFile())) {
                assertThat(lines.anyMatch(line -> List.of("DEBUG", "TRACE").stream()
                                .anyMatch(level -> line.contains("\"level\":\"" + level + "\""))))
                        .as("lines below INFO of " + service.id())
                        .isTrue();
            }
        }
    }
}
