package dev.approvalcopilot.support.outbound;

import java.net.UnknownHostException;

/** A host that leads, with one of its addresses at least, to where nothing from data may call. */
final class ForbiddenAddress extends UnknownHostException {

    ForbiddenAddress() {
        super("not a public address");
    }
}
