package dev.approvalcopilot.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.answer.CallOutcome;
import dev.approvalcopilot.contracts.answer.CallOutcome.AnswerTooLarge;
import dev.approvalcopilot.contracts.answer.CallOutcome.Failed;
import dev.approvalcopilot.contracts.answer.CallOutcome.Moved;
import dev.approvalcopilot.contracts.answer.CallOutcome.Succeeded;
import dev.approvalcopilot.contracts.answer.CallOutcome.Unsettled;
import dev.approvalcopilot.contracts.answer.Reading;
import dev.approvalcopilot.contracts.manifest.RenderedRequest;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request.Method;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.testing.TestConfig;
import dev.approvalcopilot.gateway.vault.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCallTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
    private static final ToolManifest WRITE = tool("github.create_issue");
    private static final ToolManifest READ = tool("github.list_issues");
    private static final Duration LONG = Duration.ofSeconds(10);

    private static ToolManifest tool(String name) {
        return TOOLS.find(name).orElseThrow().manifest();
    }

    private static ProviderCall call(boolean plainHttp) {
        var settings = Map.of(
                "gateway.unsafe-allow-plain-http",
                Boolean.toString(plainHttp),
                "gateway.unsafe-allow-addresses",
                "127.0.0.1",
                "gateway.call.max-answer-bytes",
                "1024");
        return call(TestConfig.with(settings));
    }

    private static ProviderCall call(GatewayConfig config) {
        return new ProviderCall(config, new ConnectionGates(config, new SimpleMeterRegistry()));
    }

    private static CallOutcome send(URI address, Method method, Duration left) {
        return send(address, method, WRITE, left);
    }

    private static CallOutcome send(URI address, Method method, ToolManifest tool, Duration left) {
        var request = new RenderedRequest(method, address.resolve("/x"), Map.of("Accept", "application/json"), "{}");
        return call(true).send(request, TestTokens.of("canary"), tool, left);
    }

    @Test
    void sendsMethodHeadersAndToken() throws Exception {
        try (var provider = OneAnswer.saying("201 Created", "{\"number\":7}")) {
            var outcome = send(provider.address(), Method.POST, LONG);

            assertThat(outcome).isInstanceOf(Succeeded.class);
            assertThat(provider.heads())
                    .singleElement()
                    .asString()
                    .startsWith("POST /x HTTP/1.1\r\n")
                    .contains("Accept: application/json\r\n", "Authorization: Bearer canary\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionIsUnsettledAndNothingIsSentTwice(Method method) throws Exception {
        try (var provider = OneAnswer.raw("")) {
            assertThat(send(provider.address(), method, LONG)).isInstanceOf(Unsettled.class);
            assertThat(provider.heads()).hasSize(1);
        }
    }

    private static Reading read(URI address) throws Exception {
        var request = new RenderedRequest(Method.GET, address.resolve("/x"), Map.of(), null);
        return call(true).read(request, TestTokens.of("canary"), WRITE, LONG);
    }

    @Test
    void aReadGivesStatusAndBody() throws Exception {
        try (var provider = OneAnswer.saying("404 Not Found", "{\"message\":\"gone\"}")) {
            assertThat(read(provider.address())).isInstanceOfSatisfying(Reading.Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.body().path("message").asText()).isEqualTo("gone");
                assertThat(answer.succeeded()).isFalse();
                assertThat(answer.toString()).doesNotContain("gone");
            });
        }
    }

    @Test
    void aReadWithoutAnAnswerSaysNothing() throws Exception {
        try (var provider = OneAnswer.raw("")) {
            assertThat(read(provider.address())).isEqualTo(new Reading.NoAnswer());
        }
    }

    @Test
    void onlyAGetIsARead() {
        var request = new RenderedRequest(Method.DELETE, URI.create("http://127.0.0.1:1/x"), Map.of(), null);
        assertThatThrownBy(() -> call(true).read(request, TestTokens.of("canary"), WRITE, LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueIsShownShortOnOneLineAndWithoutCredentials() {
        var text = "a\nb ghp_000000000000000000000000000000000000 " + "x".repeat(200);
        assertThat(Reading.shown(TextNode.valueOf(text)))
                .hasSizeLessThanOrEqualTo(100)
                .startsWith("a b ")
                .doesNotContain("ghp_");
    }

    @Test
    void anAnswerThatBreaksOffIsUnsettled() throws Exception {
        try (var provider = OneAnswer.raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{")) {
            assertThat(send(provider.address(), Method.POST, LONG)).isInstanceOf(Unsettled.class);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsUnsettled() throws Exception {
        try (var provider = OneAnswer.saying("201 Created", "\"" + "x".repeat(2000) + "\"")) {
            assertThat(send(provider.address(), Method.POST, LONG)).isInstanceOf(Unsettled.class);
        }
    }

    @Test
    void anAnswerToAReadThatIsTooLargeIsSaidToBe() throws Exception {
        try (var provider = OneAnswer.saying("200 OK", "\"" + "x".repeat(2000) + "\"")) {
            assertThat(send(provider.address(), Method.GET, READ, LONG)).isEqualTo(new AnswerTooLarge(1024));
        }
        try (var provider = OneAnswer.saying("200 OK", "\"" + "x".repeat(2000) + "\"")) {
            assertThat(read(provider.address())).isEqualTo(new Reading.TooLarge(1024));
        }
    }

    @Test
    void silenceIsUnsettledWhenTheDeadlineHasPassed() throws Exception {
        try (var provider = OneAnswer.silent()) {
            assertThat(send(provider.address(), Method.POST, Duration.ofMillis(300)))
                    .isEqualTo(new Unsettled("the provider did not answer in time"));
            assertThat(provider.heads()).hasSize(1);
        }
    }

    @Test
    void aBodyThatDripsDoesNotOutliveTheDeadline() throws Exception {
        try (var provider = OneAnswer.raw("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")) {
            assertThat(send(provider.address(), Method.POST, Duration.ofMillis(500)))
                    .isInstanceOf(Unsettled.class);
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var elsewhere = OneAnswer.saying("200 OK", "{}");
                var provider = OneAnswer.raw("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.address()
                        + "/y\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(provider.address(), Method.POST, LONG))
                    .isEqualTo(
                            new Moved("307", elsewhere.address().resolve("/y").toString()));
            assertThat(elsewhere.heads()).isEmpty();
        }
    }

    @Test
    void aRefusedConnectionMeansThatNothingWasSent() throws Exception {
        URI address;
        try (var provider = OneAnswer.silent()) {
            address = provider.address();
        }

        assertThat(send(address, Method.POST, LONG)).isEqualTo(new Failed("provider_unreachable"));
    }

    @Test
    void aHostThatDoesNotExistMeansThatNothingWasSent() throws Exception {
        assertThat(send(URI.create("http://no-such-host.invalid"), Method.POST, LONG))
                .isEqualTo(new Failed("provider_unreachable"));
    }

    @Test
    void sendsNothingPastTheDeadline() throws Exception {
        try (var provider = OneAnswer.saying("200 OK", "{}")) {
            assertThat(send(provider.address(), Method.POST, Duration.ZERO)).isEqualTo(new Failed("deadline_passed"));
            assertThat(provider.heads()).isEmpty();
        }
    }

    @Test
    void sendsNoTokenInClearUnlessToldTo() throws Exception {
        try (var provider = OneAnswer.saying("200 OK", "{}")) {
            var request = new RenderedRequest(Method.GET, provider.address(), Map.of(), null);

            assertThat(call(false).send(request, TestTokens.of("canary"), WRITE, LONG))
                    .isEqualTo(new Failed("plain_http"));
            assertThat(provider.heads()).isEmpty();
        }
    }

    /** A manifest is the platform team's own; this is for the day when one is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "0177.0.0.1",
                "0x7f000001",
                "2130706433",
                "localhost",
                "localhost.",
                "127.0.0.1.",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[fd00:ec2::254]",
                "169.254.169.254",
                "0.0.0.0",
                "api.github.com@127.0.0.1"
            })
    void sendsNoTokenToThisMachineInAnySpelling(String host) throws Exception {
        try (var provider = OneAnswer.saying("200 OK", "{}")) {
            var config = TestConfig.with(Map.of("gateway.unsafe-allow-plain-http", "true"));
            var base = new URI("http://" + host + ":" + provider.address().getPort() + "/");
            var request = new RenderedRequest(Method.GET, base, Map.of(), null);

            assertThat(call(config).send(request, TestTokens.of("canary"), WRITE, LONG))
                    .isIn(new Failed("forbidden_address"), new Failed("provider_unreachable"));
            assertThat(provider.heads()).isEmpty();
        }
    }
}
