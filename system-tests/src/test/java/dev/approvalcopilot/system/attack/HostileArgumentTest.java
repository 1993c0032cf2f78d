package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arguments that want to be more than arguments, past planner and approval, with the stolen signing key: none of them
 * chooses a host, a path, a query or a header.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class HostileArgumentTest {
    private static final String LOOK = "github.get_repository";

    private Product product;
    private AtTheGateway gateway;
    private HostilePlanner planner;

    private record Row(String attack, String tool, Map<String, ?> arguments) {
        @Override
        public String toString() {
            return attack;
        }
    }

    @BeforeAll
    void steal(Product product) {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.planner = new HostilePlanner(product, "injector");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void injectionIsRefused(Row row) throws Exception {
        gateway.refuses(gateway.forge(planner.lure("ada", row.tool(), row.arguments())), "arguments");
    }

    private static Stream<Row> injectionIsRefused() {
        return Stream.of(
                look("path: up", "octo", ".."),
                look("path: up and elsewhere", "octo", "../../user"),
                look("path: one segment more", "octo", "website/issues"),
                look("path: percent-encoded slash", "octo", "website%2Fissues"),
                look("path: backslash", "octo", "..\\..\\user"),
                look("path: parameter", "octo", "website;v=2"),
                look("query", "octo", "website?access_token=x"),
                look("fragment", "octo", "website#"),
                look("user info and host", "octo@evil.example", "website"),
                look("line break into the request", "octo", "website HTTP/1.1\r\nX-Evil: 1\r\n\r\n"),
                look("NUL", "octo", "web\u0000site"),
                new Row("query: out of the closed list", "github.list_issues", issues("open&per_page=100")),
                new Row(
                        "header: of a mail",
                        "gmail.send_message",
                        mail("bob@acme.test", "Hi\r\nBcc: eve@evil.example")),
                new Row("header: recipient", "gmail.send_message", mail("bob@acme.test\r\nCc: eve@evil.example", "Hi")),
                new Row("header: second recipient", "gmail.send_message", mail("bob@acme.test,eve@evil.example", "Hi")),
                new Row(
                        "body: another member",
                        "slack.post_message",
                        Map.of("channel", "#general\",\"as_user\":\"bob", "text", "Hi")));
    }

    /** The host is the manifest's, and these are no names of its: refused by schema, or looked up there as what they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "localhost",
                "169.254.169.254",
                "metadata.google.internal",
                "//127.0.0.1",
                "http://127.0.0.1"
            })
    void anAddressInAnArgumentIsNeverCalled(String spelling) throws Exception {
        try (var trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(1);
            long before = product.providers().lastCall();
            var lure = planner.lure("ada", LOOK, Map.of("owner", spelling, "repo", "x:" + trap.getLocalPort()));
            var alone = planner.lure("ada", LOOK, Map.of("owner", spelling, "repo", "website"));

            gateway.refuses(gateway.forge(lure), "arguments");
            product.broker()
                    .sendAsOwner(gateway.forge(alone, gateway.account(alone)).event());

            assertThat(gateway.ended(alone)).isIn("REFUSED arguments", "FAILED 404 Not Found");
            assertThat(product.providers().callsAfter(before))
                    .allSatisfy(call -> assertThat(call.path()).isEqualTo("/github/repos/" + spelling + "/website"));
            assertThat(catchThrowable(trap::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static Row look(String attack, String owner, String repo) {
        return new Row(attack, LOOK, Map.of("owner", owner, "repo", repo));
    }

    private static Map<String, ?> issues(String state) {
        return Map.of("owner", "octo", "repo", "website", "state", state);
    }

    private static Map<String, ?> mail(String to, String subject) {
        return Map.of("to", to, "subject", subject, "text", "Hello");
    }
}
