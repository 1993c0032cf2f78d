package dev.approvalcopilot.approval.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.approvalcopilot.contracts.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkedIdentitiesTest {

    @Test
    void socialIdentitiesAreAccountsAndADatabaseLoginIsNone() throws Exception {
        var user = Json.MAPPER.readTree("""
                {"user_id":"auth0|ada","nickname":"ada","email":"ada@acme.test","identities":[
                  {"provider":"auth0","connection":"Username-Password-Authentication","user_id":"ada","isSocial":false},
                  {"provider":"github","connection":"github","user_id":583231,"isSocial":true,
                   "profileData":{"nickname":"adalove","email":"ada@home.test"}},
                  {"provider":"google-oauth2","connection":"google-oauth2","user_id":"1098","isSocial":true}]}
                """);

        assertThat(ManagementApi.linked(user))
                .extracting(ConnectedAccount::id, ConnectedAccount::connection, ConnectedAccount::name)
                .containsExactly(
                        tuple("583231", "github", Optional.of("adalove")),
                        tuple("1098", "google-oauth2", Optional.empty()));
    }

    @Test
    void theIdentityThroughWhichTheUserCameAboutIsCalledLikeTheUser() throws Exception {
        var user = Json.MAPPER.readTree("""
                {"user_id":"google-oauth2|1098","email":"ada@acme.test","identities":[
                  {"provider":"google-oauth2","connection":"google-oauth2","user_id":"1098","isSocial":true}]}
                """);

        assertThat(ManagementApi.linked(user))
                .extracting(ConnectedAccount::name)
                .containsExactly(Optional.of("ada@acme.test"));
    }
}
