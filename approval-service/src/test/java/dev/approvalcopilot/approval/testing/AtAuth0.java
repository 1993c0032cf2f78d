package dev.approvalcopilot.approval.testing;

import static io.restassured.RestAssured.given;

import dev.approvalcopilot.local.testing.LocalStackResource;
import java.net.URI;

/** What a person did at Auth0's stand-in, as if in its own pages. */
public final class AtAuth0 {
    private AtAuth0() {}

    /** @param scopes those of the connection when none is named */
    public static void connect(String user, String connection, String... scopes) {
        order("connect", user, connection + (scopes.length == 0 ? "" : "?scopes=" + String.join("%20", scopes)));
    }

    /** All accounts of that connection. */
    public static void disconnect(String user, String connection) {
        order("disconnect", user, connection);
    }

    /** From now on the tenant's clock is that much ahead; 0 sets it right. */
    public static void clockAhead(int seconds) {
        local("clock", "{\"aheadSeconds\":" + seconds + "}");
    }

    public static void rotateKeys() {
        local("keys/rotate", "{}");
    }

    /** Ends all tokens and sessions that were signed before the last rotation, also those that other tests keep. */
    public static void revokePreviousKeys() {
        local("keys/revoke-previous", "{}");
        Person.forgetTokens();
    }

    private static void local(String path, String body) {
        var issuer = URI.create(LocalStackResource.installation().issuer());
        given().contentType("application/json")
                .body(body)
                .post(issuer.resolve("/__local/" + path))
                .then()
                .statusCode(204);
    }

    private static void order(String what, String user, String rest) {
        var issuer = URI.create(LocalStackResource.installation().issuer());
        given().urlEncodingEnabled(false)
                .post(issuer.resolve("/__local/users/" + user.replace("|", "%7C") + "/" + what + "/" + rest))
                .then()
                .statusCode(204);
    }
}
