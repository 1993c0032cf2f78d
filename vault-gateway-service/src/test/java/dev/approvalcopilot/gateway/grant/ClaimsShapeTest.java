package dev.approvalcopilot.gateway.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsShapeTest {

    private static ObjectNode claims() throws Exception {
        var payload = GrantVerifierTest.aGrant().build().jws().split("\\.")[1];
        return (ObjectNode) Json.MAPPER.readTree(Base64.getUrlDecoder().decode(payload));
    }

    private static void assertRefused(ObjectNode claims) {
        assertThatThrownBy(() -> ClaimsShape.read(claims.toString())).hasMessage(RefusalCode.CLAIMS.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "aud",
                "jti",
                "iat",
                "nbf",
                "exp",
                "sub",
                "act",
                "authorization_details",
                "view",
                "level",
                "epoch",
                "approvers"
            })
    void refusesAMissingClaim(String name) throws Exception {
        var claims = claims();
        claims.remove(name);
        assertRefused(claims);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "tool", "manifest", "connection", "account", "scopes", "action_id", "digest"})
    void refusesAMissingMemberOfTheCall(String name) throws Exception {
        var claims = claims();
        GrantVerifierTest.toolCall(claims).remove(name);

        assertRefused(claims);
    }

    static Stream<Consumer<ObjectNode>> refusesAClaimOfAnotherShape() {
        return Stream.of(
                claims -> claims.putObject("act"),
                claims -> claims.put("jti", "AAAAAAAAAAAAAAAAAAAAA"),
                claims -> claims.put("jti", "AAAAAAAAAAAAAAAAAAAAA="),
                claims -> claims.put("epoch", ""),
                claims -> claims.put("epoch", "01"),
                claims -> claims.put("epoch", "-1"),
                claims -> claims.put("epoch", "12345678901234567890"),
                claims -> GrantVerifierTest.toolCall(claims).put("type", "payment"),
                claims -> GrantVerifierTest.toolCall(claims).put("account", " "),
                claims -> claims.putArray("authorization_details"),
                claims -> approver(claims).remove("sub"),
                claims -> approver(claims).remove("at"),
                claims -> approver(claims).remove("evidence"),
                claims -> approver(claims).putArray("evidence").addObject().put("kind", "login.v1"),
                claims -> approver(claims).putArray("evidence").addObject().put("value", "x"));
    }

    private static ObjectNode approver(ObjectNode claims) {
        return (ObjectNode) claims.path("approvers").path(0);
    }

    @ParameterizedTest
    @MethodSource
    void refusesAClaimOfAnotherShape(Consumer<ObjectNode> twist) throws Exception {
        var claims = claims();
        twist.accept(claims);
        assertRefused(claims);
    }

    @Test
    void acceptsOneWithAndOneWithoutEvidence() throws Exception {
        var claims = claims();
        assertThat(ClaimsShape.read(claims.toString()).sub()).isEqualTo("auth0|ada");

        approver(claims)
                .putArray("evidence")
                .addObject()
                .put("kind", "login.v1")
                .put("value", "x");
        assertThat(ClaimsShape.read(claims.toString()).approvers().getFirst().evidence())
                .hasSize(1);
    }

    @Test
    void refusesTwoCallsInOneGrant() throws Exception {
        var claims = claims();
        var details = (ArrayNode) claims.path("authorization_details");
        details.add(details.path(0).deepCopy());

        assertRefused(claims);
    }

    @Test
    void refusesAClaimThatIsSaidTwice() throws Exception {
        var twice = claims().toString().replaceFirst("\\{", "{\"sub\":\"auth0|bob\",");

        assertThatThrownBy(() -> ClaimsShape.read(twice)).hasMessage(RefusalCode.CLAIMS.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "", "{", "1"})
    void refusesWhatIsNoObject(String payload) {
        assertThatThrownBy(() -> ClaimsShape.read(payload)).hasMessage(RefusalCode.CLAIMS.code());
    }
}
