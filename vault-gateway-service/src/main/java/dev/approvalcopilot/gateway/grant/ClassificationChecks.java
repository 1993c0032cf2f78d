package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.classification.ClassificationRefused;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;

/**
 * The risk-service's own word on the action, which the approval-service only passes on (contracts, "Classification"). It can
 * raise what is needed, never lower it.
 */
final class ClassificationChecks {

    private final ClassificationVerifier verifier;

    ClassificationChecks(ClassificationVerifier verifier) {
        this.verifier = verifier;
    }

    /** What the risk-service signed, about this action and none other. */
    ClassificationClaims believe(BelievedGrant grant) throws GrantRefused {
        try {
            var claims = verifier.verify(grant.claims().classification(), grant.digest());
            check(claims.disposition() == Disposition.HOLD, RefusalCode.DENIED_BY_POLICY);
            return claims;
        } catch (ClassificationRefused refused) {
            throw new GrantRefused(
                    switch (refused.code()) {
                        case MISSING -> RefusalCode.CLASSIFICATION_MISSING;
                        case ANOTHER_ACTION -> RefusalCode.CLASSIFICATION_OF_ANOTHER;
                        case NO_QUORUM -> RefusalCode.QUORUM_ZERO;
                        case TOO_LARGE, SIGNATURE, CLAIMS, ISSUER, AUDIENCE -> RefusalCode.CLASSIFICATION;
                    });
        }
    }

    /** The highest of the gateway's own floor, the classification and the grant, which must not name less than that. */
    static RiskLevel level(RiskLevel floor, ClassificationClaims classification, BelievedGrant grant)
            throws GrantRefused {
        var granted = grant.claims().level();
        var level = floor.max(classification.level()).max(granted);
        check(granted == level, RefusalCode.LEVEL_TOO_LOW);
        return level;
    }
}
