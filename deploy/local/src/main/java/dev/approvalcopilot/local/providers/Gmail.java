package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.providers.Mailboxes.Mail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Gmail's API v1 for the shipped tools, for the mailbox {@code me} of the token's owner.
 *
 * @see <a href="https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages">users.messages</a>
 */
final class Gmail implements Provider {

    private static final String CONNECTION = "google-oauth2";
    private static final String SCOPE = "https://www.googleapis.com/auth/gmail.";
    private static final String EVERYTHING = "https://mail.google.com/";
    private static final List<String> TO_SEND =
            List.of(SCOPE + "send", SCOPE + "compose", SCOPE + "modify", EVERYTHING);
    private static final List<String> TO_READ = List.of(SCOPE + "readonly", SCOPE + "modify", EVERYTHING);

    private final TokenIntrospection introspection;
    private final EffectLedger ledger;
    private final Mailboxes mailboxes = new Mailboxes();

    Gmail(TokenIntrospection introspection, EffectLedger ledger) {
        this.introspection = introspection;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "gmail";
    }

    @Override
    public synchronized void reset() {
        mailboxes.reset();
    }

    @Override
    public Reply answer(Call call) {
        var path = String.join("/", call.segments().subList(1, call.segments().size()));
        if (call.method().equals("GET") && path.matches("gmail/v1/users/me/messages/[^/]+")) {
            return authorised(call, "read_message", TO_READ);
        }
        return switch (call.method() + " " + path) {
            case "GET gmail/v1/users/me/messages" -> authorised(call, "search_messages", TO_READ);
            case "POST gmail/v1/users/me/messages/send" -> authorised(call, "send_message", TO_SEND);
            default -> new Reply(GoogleProblem.notFound(), "");
        };
    }

    private Reply authorised(Call call, String operation, List<String> accepted) {
        var token = call.bearer()
                .flatMap(introspection::lookup)
                .filter(known ->
                        known.connection().equals(CONNECTION) && known.expires().isAfter(Instant.now()));
        if (token.isEmpty()) {
            return new Reply(GoogleProblem.unauthenticated(), operation);
        }
        if (!token.get().hasOneOf(accepted)) {
            return new Reply(GoogleProblem.scopeInsufficient("gmail.googleapis.com"), operation, token.get());
        }
        var answer = switch (operation) {
            case "send_message" -> send(call, token.get());
            case "read_message" -> read(call, token.get());
            default -> search(call, token.get());
        };
        return new Reply(answer, operation, token.get());
    }

    private synchronized Answer search(Call call, ProviderToken token) {
        var found = mailboxes.search(token.login(), call.query().getOrDefault("q", ""));
        int limit = limit(call.query().getOrDefault("maxResults", "100"));
        if (limit < 1) {
            return GoogleProblem.invalidArgument("Invalid maxResults");
        }
        return Slice.of(found, call.query().getOrDefault("pageToken", ""), limit)
                .map(slice -> Answer.json(200, listed(slice).put("resultSizeEstimate", found.size())))
                .orElseGet(() -> GoogleProblem.invalidArgument("Invalid pageToken"));
    }

    private static ObjectNode listed(Slice<Mail> slice) {
        var body = Answer.object();
        if (!slice.items().isEmpty()) {
            var messages = body.putArray("messages");
            slice.items().forEach(mail -> messages.add(ids(mail)));
        }
        return slice.next().isEmpty() ? body : body.put("nextPageToken", slice.next());
    }

    private synchronized Answer read(Call call, ProviderToken token) {
        var mail = mailboxes.find(token.login(), call.segments().getLast());
        var format = call.query().getOrDefault("format", "full");
        if (!List.of("full", "metadata", "minimal").contains(format)) {
            return GoogleProblem.invalidArgument("Invalid value for format");
        }
        return mail.map(found -> Answer.json(200, message(found, format))).orElseGet(GoogleProblem::notFound);
    }

    private static ObjectNode message(Mail mail, String format) {
        var body = ids(mail)
                .put("snippet", mail.snippet())
                .put("sizeEstimate", mail.text().length());
        mail.labels().forEach(body.putArray("labelIds")::add);
        if (!format.equals("minimal")) {
            var payload = body.putObject("payload").put("mimeType", "text/plain");
            var headers = payload.putArray("headers");
            mail.headers()
                    .forEach((name, value) ->
                            headers.addObject().put("name", name).put("value", value));
            if (format.equals("full")) {
                var data = Base64.getUrlEncoder().encodeToString(mail.text().getBytes(StandardCharsets.UTF_8));
                payload.putObject("body").put("size", mail.text().length()).put("data", data);
            }
        }
        return body;
    }

    private static int limit(String text) {
        return text.matches("[0-9]{1,6}") ? Math.min(Integer.parseInt(text), 500) : -1;
    }

    private synchronized Answer send(Call call, ProviderToken token) {
        Optional<RawMail> raw =
                call.json().map(body -> body.path("raw").asText("")).flatMap(RawMail::parse);
        if (raw.isEmpty()) {
            return GoogleProblem.invalidArgument(
                    "'raw' RFC822 payload message string or uploading message via /upload/* URL required");
        }
        var to = raw.get().header("to");
        if (to.isEmpty()) {
            return GoogleProblem.invalidArgument("Recipient address required");
        }
        if (!to.get().matches("[^\\s@<>]+@[^\\s@<>]+|.*<[^\\s@<>]+@[^\\s@<>]+>")) {
            return GoogleProblem.invalidArgument("Invalid To header");
        }
        var subject = raw.get().header("subject").orElse("");
        var sent = mailboxes.send(token.login(), to.get(), subject, raw.get().text());
        ledger.applied(token, name(), "send_message", to.get(), "Sent: " + subject);
        var body = ids(sent);
        body.putArray("labelIds").add("SENT");
        return Answer.json(200, body);
    }

    private static ObjectNode ids(Mail mail) {
        return Answer.object().put("id", mail.id()).put("threadId", mail.threadId());
    }
}
