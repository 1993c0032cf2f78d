package dev.approvalcopilot.contracts.manifest;

/** A manifest that is not accepted; the message names file and member. */
public final class BadManifest extends RuntimeException {

    public BadManifest(String message) {
        super(message);
    }
}
