package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.contracts.json.Digest;

/** Where provider tokens come from; {@code gateway.vault.mode} chooses. */
public sealed interface TokenVault permits PrivilegedWorker, ManagementIdentities {

    /**
     * The token for one account of a person, for one action. Nothing is handed out where the approved account is not the only
     * one at that connection.
     *
     * @param account id of the approved account, as the approval-service listed it
     */
    VaultAnswer tokenFor(String userId, String connection, String account, Digest action);
}
