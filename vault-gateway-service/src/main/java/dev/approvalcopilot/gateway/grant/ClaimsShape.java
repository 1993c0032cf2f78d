package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.json.MalformedJson;
import java.util.regex.Pattern;

/** Nothing missing, nothing too much: afterwards no claim is null but, maybe, the classification. */
final class ClaimsShape {

    private static final Pattern JTI = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern EPOCH = Pattern.compile("0|[1-9][0-9]{0,17}");
    /** Two logins of one person could show different groups. */
    private static final int MAX_EVIDENCE = 1;

    private ClaimsShape() {}

    static GrantClaims read(String payload) throws GrantRefused {
        try {
            var claims = GrantClaims.fromJson(payload);
            check(claims != null && isWhole(claims), RefusalCode.CLAIMS);
            check(isWhole(claims.toolCall()), RefusalCode.CLAIMS);
            for (var approver : claims.approvers()) {
                check(isWhole(approver), RefusalCode.CLAIMS);
            }
            return claims;
        } catch (MalformedJson e) {
            throw new GrantRefused(RefusalCode.CLAIMS);
        }
    }

    /** A classification may be missing here: that has its own refusal, which ends the action. */
    private static boolean isWhole(GrantClaims claims) {
        return claims.iss() != null
                && claims.aud() != null
                && claims.jti() != null
                && JTI.matcher(claims.jti()).matches()
                && claims.sub() != null
                && claims.act() != null
                && claims.act().sub() != null
                && claims.view() != null
                && claims.level() != null
                && claims.epoch() != null
                && EPOCH.matcher(claims.epoch()).matches();
    }

    private static boolean isWhole(ToolCall call) {
        return ToolCall.TYPE.equals(call.type())
                && call.tool() != null
                && call.manifest() != null
                && call.connection() != null
                && call.account() != null
                && !call.account().isBlank()
                && call.actionId() != null
                && call.digest() != null;
    }

    private static boolean isWhole(Approver approver) {
        return approver.sub() != null
                && approver.evidence().size() <= MAX_EVIDENCE
                && approver.evidence().stream().allMatch(e -> e.kind() != null && e.value() != null);
    }
}
