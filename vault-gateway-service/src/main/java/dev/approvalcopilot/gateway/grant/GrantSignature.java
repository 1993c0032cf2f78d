package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.contracts.jws.JwsRefused;
import dev.approvalcopilot.contracts.jws.PublicKeys;

/** The JWS layer of a grant: signed as one, by a key that is mounted for grants. */
final class GrantSignature {

    private final PublicKeys keys;

    GrantSignature(PublicKeys keys) {
        this.keys = keys;
    }

    /** The signed text. */
    String payload(String compact) throws GrantRefused {
        try {
            return Jws.payload(compact, GrantClaims.TYP, keys);
        } catch (JwsRefused refused) {
            throw new GrantRefused(
                    switch (refused.reason()) {
                        case MALFORMED -> RefusalCode.MALFORMED;
                        case ALGORITHM -> RefusalCode.ALGORITHM;
                        case HEADER -> RefusalCode.HEADER;
                        case UNKNOWN_KEY -> RefusalCode.UNKNOWN_KEY;
                        case SIGNATURE -> RefusalCode.SIGNATURE;
                        case TYPE -> RefusalCode.TYPE;
                    });
        }
    }
}
