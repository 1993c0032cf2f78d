package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.manifest.RenderedRequest;
import dev.approvalcopilot.contracts.manifest.RequestRenderer;
import dev.approvalcopilot.contracts.manifest.UnrenderableRequest;
import dev.approvalcopilot.gateway.grant.GrantRefused;
import dev.approvalcopilot.gateway.grant.GrantVerifier;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.halt.Halts;
import dev.approvalcopilot.gateway.halt.HaltsUnreadable;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.own.OwnLimits;
import dev.approvalcopilot.gateway.own.OwnRulesUnreadable;
import dev.approvalcopilot.gateway.vault.TokenVault;
import dev.approvalcopilot.gateway.vault.VaultAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * From a claimed row to a request with its token: all checks, the request, the connected account, and last the token, so that
 * none is asked for in vain.
 */
@ApplicationScoped
class Prepare {

    private static final Logger LOG = Logger.getLogger(Prepare.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final GrantVerifier verifier;
    private final Halts halts;
    private final OwnLimits limits;
    private final TokenVault vault;
    private final RefusalWords words;

    Prepare(GrantVerifier verifier, Halts halts, OwnLimits limits, TokenVault vault, RefusalWords words) {
        this.verifier = verifier;
        this.halts = halts;
        this.limits = limits;
        this.vault = vault;
        this.words = words;
    }

    Prepared prepare(Entry entry) {
        try {
            var grant = verifier.verify(entry.received(), Instant.now());
            var halted = halts.refusal(grant);
            if (halted.isPresent()) {
                return refused(halted.get());
            }
            var limit = limits.forbidding(grant);
            if (limit.isPresent()) {
                return new Prepared.Refused(words.of(limit.get()));
            }
            var manifest = grant.tool().manifest();
            if (manifest.builtin() != null) {
                return new Prepared.Own(grant);
            }
            var request = RequestRenderer.render(manifest.request(), PlaceholderValues.of(grant));
            return askFor(
                    grant,
                    manifest.idempotency() == null
                            ? request
                            : request.with(
                                    manifest.idempotency().header(),
                                    entry.actionId().toString()));
        } catch (GrantRefused refused) {
            return refused(refused.code());
        } catch (UnrenderableRequest e) {
            LOG.warnf("event=request_refused action=%s why=\"%s\"", entry.actionId(), e.getMessage());
            return refused(RefusalCode.REQUEST);
        } catch (LoginKeys.Unavailable e) {
            LOG.warnf("event=auth0_keys_unavailable action=%s why=\"%s\"", entry.actionId(), e.getMessage());
            return new Prepared.Later(RefusalCode.AUTH0_UNAVAILABLE, SOON);
        } catch (OwnRulesUnreadable e) {
            LOG.errorf("event=own_rules_unreadable action=%s why=%s", entry.actionId(), e.getMessage());
            return new Prepared.Later(RefusalCode.OWN_RULES_UNREADABLE, SOON);
        } catch (HaltsUnreadable e) {
            LOG.errorf("event=halts_unreadable action=%s why=%s", entry.actionId(), e.getMessage());
            return new Prepared.Later(RefusalCode.HALTS_UNREADABLE, SOON);
        }
    }

    private Prepared askFor(VerifiedGrant grant, RenderedRequest request) {
        var connection = grant.tool().manifest().connection();
        return switch (vault.tokenFor(grant.principal(), connection, grant.account(), grant.digest())) {
            case VaultAnswer.Granted granted -> compareScopes(grant, request, granted);
            case VaultAnswer.Unscoped(var token) -> new Prepared.Ready(grant, request, token, Set.of());
            case VaultAnswer.Failure failure -> judge(failure, grant);
        };
    }

    private Prepared judge(VaultAnswer.Failure failure, VerifiedGrant grant) {
        return switch (failure) {
            case VaultAnswer.NotConnected _ -> refused(RefusalCode.NOT_CONNECTED, grant);
            case VaultAnswer.Ambiguous _ -> refused(RefusalCode.ACCOUNT_AMBIGUOUS, grant);
            case VaultAnswer.ConsentWithdrawn _ -> refused(RefusalCode.CONSENT_WITHDRAWN, grant);
            case VaultAnswer.RateLimited(Duration after) -> new Prepared.Later(RefusalCode.AUTH0_RATE_LIMITED, after);
            case VaultAnswer.Unreachable _ -> new Prepared.Later(RefusalCode.AUTH0_UNAVAILABLE, SOON);
            case VaultAnswer.Denied(String error) -> {
                LOG.errorf(
                        "event=exchange_denied action=%s error=%s", grant.ref().id(), error);
                yield refused(RefusalCode.AUTH0_DENIED, grant);
            }
        };
    }

    private Prepared compareScopes(VerifiedGrant grant, RenderedRequest request, VaultAnswer.Granted granted) {
        var manifest = grant.tool().manifest();
        return switch (ScopeComparison.of(manifest.scopeMode(), manifest.scopes(), granted.scopes())) {
            case ScopeComparison.Accepted(var beyond) -> new Prepared.Ready(grant, request, granted.token(), beyond);
            case ScopeComparison.Missing(var scopes) ->
                new Prepared.Refused(words.missing(scopes, manifest.connection()));
            case ScopeComparison.TooMany _ -> refused(RefusalCode.SCOPES_BEYOND, grant);
        };
    }

    private Prepared refused(RefusalCode code) {
        return new Prepared.Refused(words.of(code));
    }

    private Prepared refused(RefusalCode code, VerifiedGrant grant) {
        return new Prepared.Refused(words.of(code, grant.tool().manifest().connection()));
    }
}
