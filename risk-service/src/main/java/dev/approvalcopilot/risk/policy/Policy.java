package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.json.Digest;

/** A loaded policy: its file's words and its compiled expression. */
public final class Policy {

    private final PolicyFile file;
    private final Expression expression;
    private final Digest digest;

    Policy(PolicyFile file, Expression expression, Digest digest) {
        this.file = file;
        this.expression = expression;
        this.digest = digest;
    }

    /** @param fileName for messages, such as {@code secret_in_text.yaml}. @throws BadPolicy naming file and line */
    static Policy read(String fileName, String text) {
        var document = YamlDocument.parse(fileName, text);
        var file = document.as(PolicyFile.class);
        if (!fileName.equals(file.name() + ".yaml")) {
            throw new BadPolicy(fileName, document.line("/name"), "the policy " + file.name() + " lies in " + fileName);
        }
        var expression = Expression.compile(fileName, document.line("/when"), file.when());
        return new Policy(file, expression, Digest.ofJcs(document.tree()));
    }

    public String name() {
        return file.name();
    }

    PolicyFile file() {
        return file;
    }

    /** SHA-256 over the JCS of the file's tree. */
    Digest digest() {
        return digest;
    }

    /** What this policy makes of an action whose tool has this floor; {@link Verdict#untouched} when it does not apply. */
    Verdict judge(Facts facts, Limits limits) {
        var floor = facts.manifest().riskFloor();
        try {
            return expression.holds(facts, limits) ? applied(floor) : Verdict.untouched(floor);
        } catch (PolicyFailed e) {
            return Verdict.failed(floor, name(), e.kind());
        }
    }

    private Verdict applied(RiskLevel floor) {
        var level = file.raise() == null ? floor : file.raise().over(floor);
        var alternative = file.alternative() == null ? null : file.alternative().strip();
        var reason = new Reason(name(), file.reason().strip(), name(), alternative);
        return Verdict.applied(level, file.deny() != null, reason, file.obligations());
    }
}
