package dev.approvalcopilot.contracts.manifest;

/** A manifest that is not accepted; the message says {@code file:line: what}, and what names the member. */
public final class BadManifest extends RuntimeException {

    public BadManifest(String message) {
        super(message);
    }
}
