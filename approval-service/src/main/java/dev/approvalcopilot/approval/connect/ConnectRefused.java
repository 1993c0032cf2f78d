package dev.approvalcopilot.approval.connect;

/** Auth0 or the login said no. Holds nothing of the answer. */
final class ConnectRefused extends Exception {
    private final ConnectStep.Reason reason;

    ConnectRefused(ConnectStep.Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    ConnectStep.Reason reason() {
        return reason;
    }
}
