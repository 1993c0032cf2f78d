package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpTokenIntrospectionTest {

    private static final Instant EXPIRES = Instant.parse("2026-11-24T08:00:00Z");

    private static Answer known(Object expires) {
        var body = Answer.object()
                .put("user", "auth0|ada")
                .put("connection", "github")
                .put("auditContext", "sha-256:abc");
        body.putArray("scopes").add("chat:write");
        body.set("expires", Answer.MAPPER.valueToTree(expires));
        return Answer.json(200, body);
    }

    @Test
    void readsWhatTheIssuerKnows() throws IOException {
        try (var auth0 = LocalServer.start(0, call -> switch (call.segments().getLast()) {
            case "gho_1/2" -> known(EXPIRES);
            case "seconds" -> known(EXPIRES.getEpochSecond());
            default -> new Answer.Empty(404);
        })) {
            var introspection = new HttpTokenIntrospection(URI.create(auth0.baseUri() + "/"));
            var expected = new ProviderToken("auth0|ada", "github", List.of("chat:write"), EXPIRES, "sha-256:abc");

            assertThat(introspection.lookup("gho_1/2")).contains(expected);
            assertThat(introspection.lookup("seconds")).contains(expected);
            assertThat(introspection.lookup("unknown")).isEmpty();
        }
    }

    @Test
    void saysWhenTheIssuerFails() throws IOException {
        try (var auth0 = LocalServer.start(0, _ -> new Answer.Empty(500))) {
            var introspection = new HttpTokenIntrospection(auth0.baseUri());

            assertThatThrownBy(() -> introspection.lookup("gho_1")).isInstanceOf(UncheckedIOException.class);
        }
    }
}
