package dev.approvalcopilot.approval.tool;

import java.util.Map;
import java.util.Optional;

/** A provider's scopes in plain words, to be read after "it can". As the providers' own documents describe them. */
public final class ScopeWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("chat:write", "post messages in your name"),
            Map.entry("channels:read", "list public channels and read what they are about"),
            Map.entry("channels:write", "create, rename, join and archive public channels"),
            Map.entry("https://www.googleapis.com/auth/gmail.readonly", "read all your mail and its settings"),
            Map.entry("https://www.googleapis.com/auth/gmail.send", "send mail in your name"),
            Map.entry("https://www.googleapis.com/auth/calendar.events.readonly", "read the events of your calendars"),
            Map.entry(
                    "https://www.googleapis.com/auth/calendar.events",
                    "read, create, change and delete events in your calendars"));

    private ScopeWords() {}

    /** Empty for a scope that nobody has put into words yet. */
    public static Optional<String> of(String scope) {
        return Optional.ofNullable(WORDS.get(scope));
    }
}
