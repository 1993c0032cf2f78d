package dev.approvalcopilot.gateway.own;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.contracts.own.RuleNames;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What built-in tools do: they change the rules of the person whose action it is, and nobody else's. In two steps, so that a
 * change that cannot be made is refused before anything counts as begun.
 */
@ApplicationScoped
public class ChangeOwnRules {

    private final Jdbi jdbi;
    private final ToolCatalog tools;

    ChangeOwnRules(Jdbi jdbi, ToolCatalog tools) {
        this.jdbi = jdbi;
        this.tools = tools;
    }

    /**
     * Inside the caller's transaction, which from here on holds the person's rules.
     *
     * @param grant of a tool that is built in
     * @throws OwnRulesUnreadable when the rules cannot be read; the transaction is lost
     */
    public OwnChange consider(VerifiedGrant grant) {
        try {
            return jdbi.withHandle(handle -> consider(handle, grant));
        } catch (IllegalArgumentException e) {
            return new OwnChange.Impossible(RefusalCode.ARGUMENTS);
        } catch (RuntimeException e) {
            throw new OwnRulesUnreadable(e);
        }
    }

    private OwnChange consider(Handle handle, VerifiedGrant grant) {
        var principal = grant.principal();
        var builtin = grant.tool().manifest().builtin();
        var unknown = RuleNames.unknown(builtin, grant.arguments(), tools.all());
        if (!unknown.isEmpty()) {
            return new OwnChange.NamesNothing(unknown);
        }
        OwnRulesTable.keepDispatchesBack(handle, principal);
        var rules = OwnRulesTable.all(handle, principal, OwnRulesTable.now(handle));
        return switch (builtin) {
            case SET_LIMITS -> set(grant, rules);
            case REMOVE_LIMITS -> remove(grant, rules);
            case DELEGATE -> delegate(handle, grant, rules);
            case END_DELEGATION -> end(grant, rules);
        };
    }

    private OwnChange set(VerifiedGrant grant, OwnRules rules) {
        var limit = OwnRulesCheck.limit(grant.ref().id(), grant.arguments());
        return OwnRulesCheck.refusal(rules, limit)
                .<OwnChange>map(OwnChange.Impossible::new)
                .orElseGet(() -> possible(grant, handle -> OwnRulesTable.add(handle, grant.principal(), limit)));
    }

    private OwnChange remove(VerifiedGrant grant, OwnRules rules) {
        return OwnRulesCheck.limitToRemove(rules, grant.arguments())
                .map(Limit::id)
                .<OwnChange>map(id -> possible(
                        grant,
                        handle -> OwnRulesTable.remove(handle, id, grant.ref().id())))
                .orElseGet(() -> new OwnChange.Impossible(RefusalCode.OWN_RULE_GONE));
    }

    private OwnChange delegate(Handle handle, VerifiedGrant grant, OwnRules rules) {
        OwnRulesTable.keepDelegationsBack(handle);
        var now = OwnRulesTable.now(handle);
        var delegation = OwnRulesCheck.delegation(grant.ref().id(), grant.arguments(), now);
        var backwards = OwnRulesTable.delegations(handle, delegation.to(), now);
        return OwnRulesCheck.refusal(rules, grant.principal(), delegation, backwards, now)
                .<OwnChange>map(OwnChange.Impossible::new)
                .orElseGet(() -> possible(grant, to -> OwnRulesTable.add(to, grant.principal(), delegation)));
    }

    private OwnChange end(VerifiedGrant grant, OwnRules rules) {
        return OwnRulesCheck.delegationToEnd(rules, grant.arguments())
                .map(Delegation::id)
                .<OwnChange>map(id -> possible(
                        grant,
                        handle -> OwnRulesTable.end(handle, id, grant.ref().id())))
                .orElseGet(() -> new OwnChange.Impossible(RefusalCode.OWN_RULE_GONE));
    }

    private OwnChange.Possible possible(VerifiedGrant grant, Consumer<Handle> write) {
        Supplier<OwnRules> change = () -> jdbi.withHandle(handle -> {
            write.accept(handle);
            return OwnRulesTable.all(handle, grant.principal(), OwnRulesTable.now(handle));
        });
        return new OwnChange.Possible(change);
    }
}
