package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's Web API for the shipped tools. Its refusals are answers with status 200 and {@code ok: false}, also for a wrong
 * token.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 * @see <a href="https://docs.slack.dev/reference/methods/conversations.list">conversations.list</a>
 * @see <a href="https://docs.slack.dev/reference/methods/conversations.archive">conversations.archive</a>
 */
final class Slack implements Provider {

    private static final String CONNECTION = "sign-in-with-slack";
    private static final int MAX_TEXT_CHARACTERS = 40_000;

    private record Channel(String id, String name, String topic, boolean archived, int members) {
        Channel archivedNow() {
            return new Channel(id, name, topic, true, members);
        }
    }

    private record Posted(String channel, String user, String text, String ts) {}

    private final TokenIntrospection introspection;
    private final EffectLedger ledger;
    private static final List<Channel> SEED = List.of(
            new Channel("C0GENERAL01", "general", "What everybody should know", false, 42),
            new Channel("C0TEAMWEB01", "team-web", "The website and its relaunch", false, 6),
            new Channel("C0RANDOM001", "random", "", false, 40),
            new Channel("C0RELAUNCH1", "relaunch-2025", "Done", true, 9));
    private final List<Channel> channels = new ArrayList<>(SEED);
    private final List<Posted> messages = new ArrayList<>();
    private long lastTimestampMicros;

    Slack(TokenIntrospection introspection, EffectLedger ledger) {
        this.introspection = introspection;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public synchronized void reset() {
        messages.clear();
        channels.clear();
        channels.addAll(SEED);
    }

    @Override
    public Reply answer(Call call) {
        var path = call.segments();
        if (path.size() != 3 || !path.get(1).equals("api")) {
            return new Reply(new Answer.Empty(404), "");
        }
        return switch (path.get(2)) {
            case "chat.postMessage" -> authorised(call, "post_message", "chat:write");
            case "conversations.list" -> authorised(call, "list_channels", "channels:read");
            case "conversations.info" -> authorised(call, "get_channel", "channels:read");
            case "conversations.archive" -> authorised(call, "archive_channel", "channels:write");
            default -> new Reply(refusal("unknown_method"), "");
        };
    }

    private Reply authorised(Call call, String operation, String needed) {
        var bearer = call.bearer();
        if (bearer.isEmpty()) {
            return new Reply(refusal("not_authed"), operation);
        }
        var known = introspection
                .lookup(bearer.get())
                .filter(token -> token.connection().equals(CONNECTION));
        if (known.isEmpty()) {
            return new Reply(refusal("invalid_auth"), operation);
        }
        var token = known.get();
        if (!token.expires().isAfter(Instant.now())) {
            return new Reply(refusal("token_expired"), operation);
        }
        if (!token.hasOneOf(List.of(needed))) {
            return new Reply(missingScope(needed, token), operation, token);
        }
        var answer = switch (operation) {
            case "post_message" -> post(arguments(call), token);
            case "archive_channel" -> archive(arguments(call), token);
            case "get_channel" -> info(arguments(call));
            default -> list(arguments(call));
        };
        return new Reply(answer, operation, token);
    }

    /** Query, form or JSON body: Slack takes its arguments from all of them. */
    private static Map<String, String> arguments(Call call) {
        var arguments = new HashMap<>(call.query());
        if (call.header("content-type").orElse("").startsWith("application/json")) {
            call.json()
                    .ifPresent(body -> body.properties()
                            .forEach(member -> arguments.put(
                                    member.getKey(), member.getValue().asText())));
        } else if (call.method().equals("POST")) {
            arguments.putAll(call.form());
        }
        return arguments;
    }

    private synchronized Answer post(Map<String, String> arguments, ProviderToken token) {
        var channel = find(arguments.getOrDefault("channel", ""));
        var text = arguments.getOrDefault("text", "");
        if (channel.isEmpty()) {
            return refusal("channel_not_found");
        }
        if (channel.get().archived()) {
            return refusal("is_archived");
        }
        if (text.isBlank()) {
            return refusal("no_text");
        }
        if (text.length() > MAX_TEXT_CHARACTERS) {
            return refusal("msg_too_long");
        }
        var posted = new Posted(channel.get().id(), userId(token), text, nextTimestamp());
        messages.add(posted);
        if (messages.size() > EffectLedger.MAX_ENTRIES) {
            messages.removeFirst();
        }
        ledger.applied(token, name(), "post_message", "#" + channel.get().name(), "Posted: " + text);
        return Answer.json(200, posted(posted, arguments));
    }

    /** By id alone: Slack takes a name only where a message is posted. */
    private Optional<Channel> byId(Map<String, String> arguments) {
        var id = arguments.getOrDefault("channel", "");
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    private synchronized Answer archive(Map<String, String> arguments, ProviderToken token) {
        var channel = byId(arguments);
        if (channel.isEmpty()) {
            return refusal("channel_not_found");
        }
        if (channel.get().name().equals("general")) {
            return refusal("cant_archive_general");
        }
        if (channel.get().archived()) {
            return refusal("already_archived");
        }
        channels.replaceAll(each -> each.equals(channel.get()) ? each.archivedNow() : each);
        var name = "#" + channel.get().name();
        ledger.applied(token, name(), "archive_channel", name, "Archived the channel " + name);
        return Answer.json(200, Answer.object().put("ok", true));
    }

    private synchronized Answer info(Map<String, String> arguments) {
        return byId(arguments)
                .map(channel -> {
                    var body = Answer.object().put("ok", true);
                    body.set("channel", entry(channel));
                    return Answer.json(200, body);
                })
                .orElseGet(() -> refusal("channel_not_found"));
    }

    private Optional<Channel> find(String nameOrId) {
        var name = nameOrId.startsWith("#") ? nameOrId.substring(1) : nameOrId;
        return channels.stream()
                .filter(channel ->
                        channel.id().equals(nameOrId) || channel.name().equals(name))
                .findFirst();
    }

    private String nextTimestamp() {
        var now = Instant.now();
        lastTimestampMicros =
                Math.max(lastTimestampMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        return "%d.%06d".formatted(lastTimestampMicros / 1_000_000, lastTimestampMicros % 1_000_000);
    }

    private static ObjectNode posted(Posted posted, Map<String, String> arguments) {
        var body =
                Answer.object().put("ok", true).put("channel", posted.channel()).put("ts", posted.ts());
        var message = body.putObject("message")
                .put("type", "message")
                .put("user", posted.user())
                .put("text", posted.text())
                .put("ts", posted.ts())
                .put("team", "T0ACME00001");
        Optional.ofNullable(arguments.get("thread_ts")).ifPresent(thread -> message.put("thread_ts", thread));
        return body;
    }

    private synchronized Answer list(Map<String, String> arguments) {
        boolean withoutArchived = Boolean.parseBoolean(arguments.getOrDefault("exclude_archived", "false"));
        var shown = channels.stream()
                .filter(channel -> !(withoutArchived && channel.archived()))
                .toList();
        var limit = arguments.getOrDefault("limit", "100");
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1) {
            return refusal("invalid_limit");
        }
        return Slice.of(shown, arguments.getOrDefault("cursor", ""), Integer.parseInt(limit))
                .map(Slack::listed)
                .orElseGet(() -> refusal("invalid_cursor"));
    }

    private static Answer listed(Slice<Channel> slice) {
        var body = Answer.object().put("ok", true);
        var array = body.putArray("channels");
        slice.items().forEach(channel -> array.add(entry(channel)));
        body.putObject("response_metadata").put("next_cursor", slice.next());
        return Answer.json(200, body);
    }

    private static ObjectNode entry(Channel channel) {
        var entry = Answer.object()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("is_channel", true)
                .put("is_private", false)
                .put("is_archived", channel.archived())
                .put("num_members", channel.members());
        entry.putObject("topic").put("value", channel.topic());
        entry.putObject("purpose").put("value", "");
        return entry;
    }

    private static String userId(ProviderToken token) {
        var letters = token.login().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return ("U" + letters + "0000000000").substring(0, 11);
    }

    private static Answer refusal(String error) {
        return Answer.json(200, Answer.object().put("ok", false).put("error", error));
    }

    private static Answer missingScope(String needed, ProviderToken token) {
        var body = Answer.object()
                .put("ok", false)
                .put("error", "missing_scope")
                .put("needed", needed)
                .put("provided", String.join(",", token.scopes()));
        return Answer.json(200, body);
    }
}
