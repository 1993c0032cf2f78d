package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.http.Faults;
import dev.approvalcopilot.local.http.LocalServer;
import dev.approvalcopilot.local.providers.Provider.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * GitHub under {@code /github}, Slack under {@code /slack/api}, Gmail under {@code /gmail}, Google Calendar under
 * {@code /calendar}, and for tests, without a token, under {@code /__local}: {@code GET effects?after=SEQ},
 * {@code GET calls?after=SEQ}, {@code POST reset}, {@code POST push} (somebody else pushes:
 * {@code {owner, repo, pull_number?}}), {@code POST|DELETE faults} (see {@link Faults}).
 */
public final class ProvidersStandIn implements AutoCloseable {

    private final EffectLedger ledger = new EffectLedger();
    private final Faults faults = new Faults();
    private final GitHub gitHub;
    private final List<Provider> providers;
    private final LocalServer server;

    private ProvidersStandIn(int port, TokenIntrospection introspection) throws IOException {
        gitHub = new GitHub(introspection, ledger);
        providers = List.of(
                gitHub,
                new Slack(introspection, ledger),
                new Gmail(introspection, ledger),
                new GoogleCalendar(introspection, ledger));
        server = LocalServer.start(port, this::answer);
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public static ProvidersStandIn start(int port, TokenIntrospection introspection) throws IOException {
        return new ProvidersStandIn(port, introspection);
    }

    /** {@code http://127.0.0.1:PORT}, without a slash. */
    public URI baseUri() {
        return server.baseUri();
    }

    private Answer answer(Call call) {
        var first = call.segments().isEmpty() ? "" : call.segments().getFirst();
        if (first.equals("__local")) {
            return control(call);
        }
        for (var provider : providers) {
            if (provider.name().equals(first)) {
                return serve(provider, call);
            }
        }
        return new Answer.Empty(404);
    }

    private Answer serve(Provider provider, Call call) {
        long seq = ledger.arrived(provider.name(), call);
        var applied = new Reply[] {new Reply(new Answer.Dropped(), "")};
        var answer = faults.around(call, () -> {
            applied[0] = apply(provider, call);
            return applied[0].answer();
        });
        ledger.ended(seq, applied[0].answeredWith(answer));
        return answer;
    }

    private static Reply apply(Provider provider, Call call) {
        try {
            return provider.answer(call);
        } catch (UncheckedIOException e) {
            return new Reply(Answer.json(503, Answer.object().put("message", "The token lookup does not answer.")), "");
        }
    }

    private Answer control(Call call) {
        var resource =
                String.join("/", call.segments().subList(1, call.segments().size()));
        return switch (call.method() + " " + resource) {
            case "GET effects" -> list("effects", ledger.effectsAfter(after(call)));
            case "GET calls" -> list("calls", ledger.arrivalsAfter(after(call)));
            case "POST reset" -> {
                reset();
                yield new Answer.Empty(204);
            }
            case "POST push" -> new Answer.Empty(push(call.json().orElseGet(Answer::object)) ? 204 : 404);
            case "POST faults", "DELETE faults" -> faults.control(call);
            default -> new Answer.Empty(404);
        };
    }

    private boolean push(JsonNode order) {
        return gitHub.push(
                order.path("owner").asText(),
                order.path("repo").asText(),
                order.path("pull_number").asInt());
    }

    private static long after(Call call) {
        var after = call.query().getOrDefault("after", "0");
        return after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
    }

    private static Answer list(String name, List<?> entries) {
        return Answer.json(200, Answer.object().set(name, Answer.MAPPER.valueToTree(entries)));
    }

    private void reset() {
        providers.forEach(Provider::reset);
        ledger.reset();
        faults.clear();
    }

    @Override
    public void close() {
        server.close();
    }
}
