package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people most often say no for, so that nobody has to type it. The one list of page and API. */
public enum RejectionReason {
    @JsonProperty("not_asked_for")
    NOT_ASKED_FOR("Not what I asked for"),
    @JsonProperty("wrong_target")
    WRONG_TARGET("The wrong target"),
    @JsonProperty("too_risky")
    TOO_RISKY("Too risky"),
    @JsonProperty("not_now")
    NOT_NOW("Not now"),
    @JsonProperty("another_way")
    ANOTHER_WAY("Do it in another way");

    private final String words;

    RejectionReason(String words) {
        this.words = words;
    }

    /** As the person reads it, and the agent. */
    public String words() {
        return words;
    }

    /** The reason that the agent reads: the chosen one, the person's own words, or both. Empty when there is neither. */
    public static String text(String preset, String own) {
        return Stream.of(preset, own)
                .filter(part -> part != null && !part.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(": "));
    }
}
