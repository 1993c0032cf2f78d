package dev.approvalcopilot.contracts.json;

/** JSON that this project does not accept. The message is the fixed text of the reason; it never quotes the input. */
public final class MalformedJson extends RuntimeException {

    /** Why it was refused (contracts, "The action"). */
    public enum Reason {
        NOT_JSON("not well-formed JSON"),
        DUPLICATE_KEY("an object names a member twice"),
        LONE_SURROGATE("a string holds half of a surrogate pair"),
        NUMBER_OUT_OF_RANGE("an integer lies outside ±(2^53−1), or a number is not a finite double"),
        TOO_DEEP("nested deeper than " + StrictJson.MAX_DEPTH),
        TOO_LARGE("larger than " + StrictJson.MAX_BYTES + " bytes"),
        NOT_CANONICAL("not in RFC 8785 canonical form"),
        WRONG_SHAPE("not of the expected shape");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The fixed English text. */
        public String text() {
            return text;
        }
    }

    private final Reason reason;

    public MalformedJson(Reason reason) {
        super(reason.text());
        this.reason = reason;
    }

    /** As {@link #MalformedJson(Reason)}, naming the member of our own contract that is at fault. */
    public MalformedJson(Reason reason, String member) {
        super(reason.text() + ": " + member);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
