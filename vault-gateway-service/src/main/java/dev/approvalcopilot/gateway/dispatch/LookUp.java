package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.answer.Reading;
import dev.approvalcopilot.contracts.manifest.RequestRenderer;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Found;
import dev.approvalcopilot.contracts.manifest.UnrenderableRequest;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.call.ProviderCall;
import dev.approvalcopilot.gateway.dispatch.Prepared.Ready;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks at the provider whether a call without an answer has happened (contracts, "The ledger", QUERYABLE). */
@ApplicationScoped
class LookUp {

    /** What one can say afterwards. */
    enum Sight {
        /** It has happened. */
        FOUND,
        /** It does not show. It may still be under way: that is no proof that it has not happened. */
        NOT_FOUND,
        /** One could not look at this moment. */
        BLIND,
        /** One cannot look there at all any more. */
        BARRED
    }

    private final ProviderCall call;
    private final GatewayConfig config;

    LookUp(ProviderCall call, GatewayConfig config) {
        this.call = call;
        this.config = config;
    }

    /** @param ready of a tool that has a {@code lookup} */
    Sight look(Ready ready) {
        var manifest = ready.grant().tool().manifest();
        var lookup = manifest.lookup();
        try {
            var request = RequestRenderer.read(
                    manifest.request(), lookup.path(), lookup.query(), PlaceholderValues.of(ready.grant()));
            return switch (call.read(
                    request, ready.token(), manifest, config.call().readLimit())) {
                case Reading.Answered answer -> judge(manifest, answer);
                case Reading.NoAnswer _, Reading.TooLarge _ -> Sight.BLIND;
                case Reading.TokenRefused _, Reading.Moved _ -> Sight.BARRED;
            };
        } catch (UnrenderableRequest e) {
            return Sight.NOT_FOUND;
        }
    }

    private static Sight judge(ToolManifest manifest, Reading.Answered answer) {
        // A success that says no in its body, or cannot be read, shows nothing.
        boolean saysNothing = answer.status() < 300
                && (answer.passing()
                        || manifest.failure() != null && answer.body().isMissingNode());
        boolean found = !saysNothing && manifest.lookup().found().stream().anyMatch(rule -> fits(rule, answer));
        if (found) {
            return Sight.FOUND;
        }
        return answer.passing() ? Sight.BLIND : Sight.NOT_FOUND;
    }

    private static boolean fits(Found rule, Reading.Answered answer) {
        return rule.status() == answer.status()
                && (rule.pointer() == null || answer.body().at(rule.pointer()).equals(rule.equals()));
    }
}
