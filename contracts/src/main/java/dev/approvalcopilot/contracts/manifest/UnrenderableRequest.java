package dev.approvalcopilot.contracts.manifest;

/** These arguments would change the meaning of the request. The message is fixed text. */
public final class UnrenderableRequest extends Exception {

    public UnrenderableRequest(String message) {
        super(message);
    }
}
