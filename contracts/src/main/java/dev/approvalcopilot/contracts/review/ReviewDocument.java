package dev.approvalcopilot.contracts.review;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides on, beside the payload that the digest stands for.
 *
 * @param digest of the action's canonical bytes
 * @param policy digest of the policies in force
 * @param scopes provider scopes the token is asked for
 * @param permissions the right by the provider's name, where it knows no scopes
 * @param beyond what the token could do beyond this call; null when nothing
 * @param account the connected account meant; null while none is connected, and then nothing can be approved
 */
public record ReviewDocument(
        Digest digest,
        RiskLevel level,
        Digest policy,
        List<Reason> reasons,
        Obligations obligations,
        String impact,
        List<String> scopes,
        ScopeMode scopeMode,
        List<String> permissions,
        @Nullable String beyond,
        @Nullable Account account) {

    /**
     * @param id Auth0's id of the connected account ({@code cac_…})
     * @param connection the Auth0 connection
     */
    public record Account(String id, String connection) {}

    public ReviewDocument {
        reasons = List.copyOf(reasons);
        scopes = List.copyOf(scopes);
        permissions = List.copyOf(permissions);
    }

    /** Names this document: SHA-256 over its JCS. */
    public Digest view() {
        return Digest.ofJcs(this);
    }

    /** The same; empty for a document that is too large to have a name. What has none can be rejected and not approved. */
    public Optional<Digest> findView() {
        try {
            return Optional.of(view());
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
