package dev.approvalcopilot.local.providers;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that a test gave out. */
final class Tokens implements TokenIntrospection {

    static final String SEND = "https://www.googleapis.com/auth/gmail.send";
    static final String READ = "https://www.googleapis.com/auth/gmail.readonly";

    static final String PLAN = "https://www.googleapis.com/auth/calendar.events";
    static final String LOOK = "https://www.googleapis.com/auth/calendar.events.readonly";

    private final Map<String, ProviderToken> known = new HashMap<>();

    private Tokens with(String token, String user, String connection, Instant expires, String... scopes) {
        known.put(
                token,
                new ProviderToken("auth0|" + user, connection, List.of(scopes), expires, "sha-256:digest-of-" + token));
        return this;
    }

    static Tokens ofAdaAndBob() {
        var later = Instant.now().plusSeconds(600);
        var earlier = Instant.now().minusSeconds(1);
        return new Tokens()
                .with("ada-github", "ada", "github", later)
                .with("bob-github", "bob", "github", later)
                .with("ada-slack", "ada", "sign-in-with-slack", later, "chat:write", "channels:read")
                .with("ada-slack-read", "ada", "sign-in-with-slack", later, "channels:read")
                .with("ada-slack-post", "ada", "sign-in-with-slack", later, "chat:write")
                .with("ada-google", "ada", "google-oauth2", later, SEND, READ)
                .with("bob-google", "bob", "google-oauth2", later, SEND, READ)
                .with("ada-google-send", "ada", "google-oauth2", later, SEND)
                .with("ada-google-read", "ada", "google-oauth2", later, READ)
                .with("ada-slack-manage", "ada", "sign-in-with-slack", later, "channels:write", "channels:read")
                .with("ada-google-plan", "ada", "google-oauth2", later, PLAN)
                .with("ada-google-look", "ada", "google-oauth2", later, LOOK)
                .with("bob-google-plan", "bob", "google-oauth2", later, PLAN)
                .with("old-github", "ada", "github", earlier)
                .with("old-slack", "ada", "sign-in-with-slack", earlier, "chat:write")
                .with("old-google", "ada", "google-oauth2", earlier, SEND);
    }

    @Override
    public Optional<ProviderToken> lookup(String token) {
        return Optional.ofNullable(known.get(token));
    }
}
