package dev.approvalcopilot.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.support.outbound.OutboundAnswer.Answered;
import dev.approvalcopilot.support.outbound.OutboundAnswer.Lost;
import dev.approvalcopilot.support.outbound.OutboundAnswer.NotSent;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {

    private static final OutboundLimits LIMITS = OutboundLimits.fresh(Duration.ofMillis(700), 1024);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /** Public, and nobody answers there or is even reached. */
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("9.9.9.9");

    private static OutboundAnswer get(Outbound outbound, String address) {
        return outbound.send(OutboundRequest.of("GET", URI.create(address)), LONG);
    }

    private static Outbound withLookup(Lookup lookup, String... unsafeHosts) {
        return new Outbound(LIMITS, new VettedAddresses(lookup, Set.of(unsafeHosts)));
    }

    /** Ways to write this machine, its network, or a cloud's metadata. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1.",
                "127.1",
                "127.000.000.001",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "0",
                "0.0.0.0",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[fe80::1%25lo]",
                "[fd00:ec2::254]",
                "169.254.169.254",
                "user@127.0.0.1",
                "api.github.com@127.0.0.1",
                "%31%32%37.0.0.1",
                "127。0。0。1",
                "①②⑦.0.0.1"
            })
    void callsThisMachineInNoSpelling(String host) {
        try (var listener = Listener.ok();
                var outbound = new Outbound(LIMITS, Set.of())) {
            var uri = new URI("http://" + host + ":" + listener.port() + "/x");

            assertThat(outbound.send(OutboundRequest.of("GET", uri), LONG))
                    .isIn(
                            new NotSent(NotSent.Reason.MALFORMED),
                            new NotSent(NotSent.Reason.FORBIDDEN_ADDRESS),
                            new NotSent(NotSent.Reason.UNREACHABLE));
            assertThat(listener.heads()).isEmpty();
        } catch (URISyntaxException e) {
            assertThat(e).as("not even an address").isNotNull();
        }
    }

    @Test
    void oneAddressThatIsNotPublicIsEnough() {
        try (var listener = Listener.ok();
                var outbound = withLookup(_ -> new InetAddress[] {ELSEWHERE, LOOPBACK})) {
            assertThat(get(outbound, "http://rebind.example:" + listener.port()))
                    .isEqualTo(new NotSent(NotSent.Reason.FORBIDDEN_ADDRESS));
            assertThat(listener.heads()).isEmpty();
        }
    }

    @Test
    void anAnswerOfDnsThatChangesAfterTheCheckChangesNothing() {
        var lookups = new AtomicInteger();
        try (var listener = Listener.ok();
                var outbound =
                        withLookup(_ -> new InetAddress[] {lookups.getAndIncrement() == 0 ? ELSEWHERE : LOOPBACK})) {
            assertThat(get(outbound, "http://rebind.example:" + listener.port()))
                    .isEqualTo(new NotSent(NotSent.Reason.UNREACHABLE));
            assertThat(lookups).hasValue(1);
            assertThat(listener.heads()).isEmpty();
        }
    }

    @Test
    void connectsToTheCheckedAddressUnderTheNameOfTheHost() {
        var lookups = new AtomicInteger();
        Lookup once = host -> {
            if (lookups.getAndIncrement() > 0) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {LOOPBACK};
        };
        try (var listener = Listener.ok();
                var outbound = withLookup(once, "pinned.example")) {
            assertThat(get(outbound, "http://pinned.example:" + listener.port() + "/a?b=c"))
                    .isInstanceOf(Answered.class);
            assertThat(listener.heads())
                    .singleElement()
                    .asString()
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("Host: pinned.example:" + listener.port() + "\r\n")
                    .doesNotContain("Upgrade", "Accept-Encoding", "Cookie");
        }
    }

    @Test
    void asksForTheCertificateOfTheHostAndSendsNothingWithoutOne() {
        try (var listener = Listener.saying("no TLS here");
                var outbound = withLookup(_ -> new InetAddress[] {LOOPBACK}, "pinned.example")) {
            assertThat(get(outbound, "https://pinned.example:" + listener.port()))
                    .isEqualTo(new NotSent(NotSent.Reason.UNREACHABLE));
            assertThat(listener.heads())
                    .singleElement()
                    .asString()
                    .contains("pinned.example")
                    .doesNotContain("GET");
        }
    }

    @Test
    void anExceptionForOneHostIsNoneForAnother() {
        try (var listener = Listener.ok();
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            assertThat(get(outbound, "http://127.0.0.1:" + listener.port())).isInstanceOf(Answered.class);
            assertThat(get(outbound, "http://localhost:" + listener.port()))
                    .isEqualTo(new NotSent(NotSent.Reason.FORBIDDEN_ADDRESS));
        }
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = Listener.ok();
                var listener = Listener.saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + elsewhere.port()
                        + "/\r\nContent-Length: 0\r\n\r\n");
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            assertThat(get(outbound, "http://127.0.0.1:" + listener.port()))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(302));
            assertThat(elsewhere.heads()).isEmpty();
        }
    }

    @Test
    void takesNoProxyFromItsSurroundings() {
        try (var proxy = Listener.ok();
                var listener = Listener.ok()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try (var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
                assertThat(get(outbound, "http://127.0.0.1:" + listener.port())).isInstanceOf(Answered.class);
            }
            assertThat(proxy.heads()).isEmpty();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @Test
    void aServerThatAnswers503IsAskedOnce() {
        try (var listener = Listener.saying("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            assertThat(get(outbound, "http://127.0.0.1:" + listener.port()))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7)));
            assertThat(listener.heads()).hasSize(1);
        }
    }

    @Test
    void compressedBytesAreNotUnpacked() {
        try (var listener = Listener.saying(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\u0008");
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            assertThat(get(outbound, "http://127.0.0.1:" + listener.port()))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).startsWith("\u001f"));
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsLost() {
        try (var listener = Listener.saying("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000));
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            assertThat(get(outbound, "http://127.0.0.1:" + listener.port())).isEqualTo(new Lost(Lost.Reason.TOO_LARGE));
        }
    }

    @Test
    void silenceEndsAtTheDeadlineAndIsLost() {
        try (var listener = Listener.holding();
                var outbound = new Outbound(LIMITS, Set.of("127.0.0.1"))) {
            var request = OutboundRequest.of("GET", URI.create("http://127.0.0.1:" + listener.port()));

            assertThat(outbound.send(request, Duration.ofMillis(400))).isEqualTo(new Lost(Lost.Reason.LATE));
        }
    }

    /** The lookup returns only after the caller has given up: the connection must not be used then. */
    @Test
    void whatWasGivenUpBeforeTheFirstByteIsNeverSent() throws Exception {
        var release = new CountDownLatch(1);
        Lookup slow = _ -> {
            awaitUninterruptibly(release);
            return new InetAddress[] {LOOPBACK};
        };
        try (var listener = Listener.ok();
                var outbound = withLookup(slow, "slow.example")) {
            var request = OutboundRequest.of("GET", URI.create("http://slow.example:" + listener.port()));

            assertThat(outbound.send(request, Duration.ofMillis(200))).isEqualTo(new NotSent(NotSent.Reason.LATE));
            release.countDown();
            // A request of its own that runs after the abandoned one, over the same client.
            assertThat(get(outbound, "http://slow.example:" + listener.port() + "/second"))
                    .isInstanceOf(Answered.class);
            assertThat(listener.heads())
                    .filteredOn(head -> head.startsWith("GET"))
                    .hasSize(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRequestDoesNotPrintItsHeaders() {
        var request = OutboundRequest.of("GET", URI.create("https://api.example/path"))
                .header("Authorization", "Bearer canary");

        assertThat(request.toString()).isEqualTo("OutboundRequest[GET api.example]");
    }
}
