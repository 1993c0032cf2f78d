package dev.approvalcopilot.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import org.junit.jupiter.api.Test;

class ManagementIdentitiesTest {

    private static final String DATABASE =
            "{\"provider\":\"auth0\",\"connection\":\"Username-Password-Authentication\",\"user_id\":\"ada\",\"isSocial\":false}";
    private static final String GITHUB = identity("github", "583231", "canary-1");
    private static final String SECOND_GITHUB = identity("github", "777", "canary-2");
    private static final String GOOGLE = identity("google-oauth2", "583231", "canary-3");

    private static String identity(String connection, String userId, String token) {
        return "{\"provider\":\"p\",\"connection\":\"" + connection + "\",\"user_id\":\"" + userId
                + "\",\"isSocial\":true,\"access_token\":\"" + token + "\"}";
    }

    private static VaultAnswer choose(String account, String... identities) throws Exception {
        var list = Json.MAPPER.readTree("[" + String.join(",", identities) + "]");
        return ManagementIdentities.choose(list, "github", account);
    }

    @Test
    void takesTheTokenOfExactlyTheConnectionAndClaimsNothingOfItsScopes() throws Exception {
        var answer = choose("583231", DATABASE, GOOGLE, GITHUB);

        assertThat(answer).isInstanceOf(VaultAnswer.Unscoped.class);
        assertThat(answer.toString()).doesNotContain("canary");
    }

    @Test
    void withoutAnIdentityThereThePersonIsNotConnected() throws Exception {
        assertThat(choose("583231", DATABASE, GOOGLE)).isEqualTo(new VaultAnswer.NotConnected());
        assertThat(choose("583231")).isEqualTo(new VaultAnswer.NotConnected());
    }

    @Test
    void anotherAccountThanTheApprovedIsNotTaken() throws Exception {
        assertThat(choose("777", GITHUB)).isEqualTo(new VaultAnswer.Ambiguous());
    }

    @Test
    void ofSeveralTheApprovedOneIsTakenAndNoOther() throws Exception {
        var bare = SECOND_GITHUB.replace(",\"access_token\":\"canary-2\"", "");

        assertThat(choose("583231", GITHUB, bare)).isInstanceOf(VaultAnswer.Unscoped.class);
        assertThat(choose("583231", bare, GITHUB)).isInstanceOf(VaultAnswer.Unscoped.class);
        assertThat(choose("777", GITHUB, bare)).isEqualTo(new VaultAnswer.Denied("identity_without_token"));
        assertThat(choose("999", GITHUB, bare)).isEqualTo(new VaultAnswer.Ambiguous());
        assertThat(choose("583231", GITHUB, GITHUB)).isEqualTo(new VaultAnswer.Ambiguous());
    }

    /** With the vault on at that connection, or without {@code read:user_idp_tokens}. */
    @Test
    void anIdentityWithoutATokenIsAWrongSetUp() throws Exception {
        var bare = GITHUB.replace(",\"access_token\":\"canary-1\"", "");

        assertThat(choose("583231", bare)).isEqualTo(new VaultAnswer.Denied("identity_without_token"));
    }
}
