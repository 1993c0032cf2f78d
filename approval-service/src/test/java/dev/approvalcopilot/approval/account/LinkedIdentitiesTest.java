package dev.approvalcopilot.approval.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.approvalcopilot.contracts.json.Json;
import org.junit.jupiter.api.Test;

class LinkedIdentitiesTest {

    @Test
    void socialIdentitiesAreAccountsAndADatabaseLoginIsNone() throws Exception {
        var user = Json.MAPPER.readTree("""
                {"identities":[
                  {"provider":"auth0","connection":"Username-Password-Authentication","user_id":"ada","isSocial":false},
                  {"provider":"github","connection":"github","user_id":583231,"isSocial":true},
                  {"provider":"google-oauth2","connection":"google-oauth2","user_id":"1098","isSocial":true}]}
                """);

        assertThat(ManagementApi.linked(user))
                .extracting(ConnectedAccount::id, ConnectedAccount::connection)
                .containsExactly(tuple("583231", "github"), tuple("1098", "google-oauth2"));
    }
}
