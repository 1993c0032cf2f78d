package dev.approvalcopilot.approval.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.connect.ConnectStep.Reason;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Auth0's My Account API, in a person's name: {@code T/me/v1/connected-accounts}. */
@ApplicationScoped
class MyAccount {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Auth0Tenant auth0;

    /**
     * A request that Auth0 took.
     *
     * @param session names it when it is completed
     * @param consent where the person consents
     */
    record Begun(String session, URI consent) {}

    MyAccount(@RestClient Auth0Tenant auth0) {
        this.auth0 = auth0;
    }

    /** @param scopes empty for the connection's own */
    Begun connect(
            PersonsToken token,
            String connection,
            List<String> scopes,
            URI redirectUri,
            String state,
            String codeChallenge)
            throws ConnectRefused {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("connection", connection)
                .put("redirect_uri", redirectUri.toString())
                .put("state", state)
                .put("code_challenge", codeChallenge)
                .put("code_challenge_method", "S256");
        if (!scopes.isEmpty()) {
            scopes.forEach(body.putArray("scopes")::add);
        }
        var answer = ask("connect", () -> auth0.connectAccount(token.bearer(), body));
        var ticket = answer.path("connect_params").path("ticket");
        if (!answer.path("auth_session").isTextual()
                || !answer.path("connect_uri").isTextual()
                || !ticket.isTextual()) {
            throw new Auth0Unavailable("connect: unknown answer");
        }
        return new Begun(
                answer.path("auth_session").textValue(),
                FormQuery.uri(
                        URI.create(answer.path("connect_uri").textValue()), Map.of("ticket", ticket.textValue())));
    }

    /** @return the id of the account that is connected now */
    String complete(PersonsToken token, Errand errand, URI redirectUri) throws ConnectRefused {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("auth_session", errand.authSession())
                .put("connect_code", errand.connectCode())
                .put("redirect_uri", redirectUri.toString())
                .put("code_verifier", errand.connectVerifier());
        var answer = ask("complete", () -> auth0.completeAccount(token.bearer(), body));
        if (!answer.path("id").isTextual()) {
            throw new Auth0Unavailable("complete: unknown answer");
        }
        return answer.path("id").textValue();
    }

    /** One that is not there is disconnected already. */
    void disconnect(PersonsToken token, String account) throws ConnectRefused {
        try {
            ask("disconnect", () -> {
                auth0.disconnectAccount(token.bearer(), account);
                return MissingNode.getInstance();
            });
        } catch (ConnectRefused e) {
            if (e.reason() != Reason.TOO_LATE) {
                throw e;
            }
        }
    }

    private static JsonNode ask(String what, Supplier<JsonNode> question) throws ConnectRefused {
        try {
            return question.get();
        } catch (WebApplicationException e) {
            throw refused(what, e);
        } catch (ProcessingException e) {
            throw new Auth0Unavailable(what + ": no answer");
        }
    }

    private static ConnectRefused refused(String what, WebApplicationException answer) {
        int status = answer.getResponse().getStatus();
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
            throw new Auth0Unavailable(what + ": status " + status);
        }
        return new ConnectRefused(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN -> Reason.NOT_ALLOWED;
                    case NOT_FOUND -> Reason.TOO_LATE;
                    case CONFLICT -> Reason.ALREADY_CONNECTED;
                    default -> isAbout("connection", answer) ? Reason.CONNECTION_OFF : Reason.NOT_TAKEN;
                });
    }

    /** Whether a field of the request was at fault (auth0, "Connected Accounts": validation_errors). */
    private static boolean isAbout(String field, WebApplicationException answer) {
        try {
            for (var error : Json.MAPPER
                    .readTree(answer.getResponse().readEntity(String.class))
                    .path("validation_errors")) {
                if (error.path("field").asText().equals(field)) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException | ProcessingException | IllegalStateException e) {
            return false;
        }
    }
}
