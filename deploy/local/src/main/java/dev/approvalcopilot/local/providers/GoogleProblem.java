package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import java.util.Map;

/** Error bodies of Google's APIs. */
final class GoogleProblem {

    private GoogleProblem() {}

    static Answer unauthenticated() {
        var message = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                + " other valid authentication credential. See"
                + " https://developers.google.com/identity/sign-in/web/devconsole-project.";
        var body = body(401, message, "Invalid Credentials", "authError", "UNAUTHENTICATED");
        var challenge = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
        return Answer.json(401, body, Map.of("WWW-Authenticate", challenge));
    }

    /** @param service such as {@code gmail.googleapis.com} */
    static Answer scopeInsufficient(String service) {
        var message = "Request had insufficient authentication scopes.";
        var body = body(403, message, "Insufficient Permission", "insufficientPermissions", "PERMISSION_DENIED");
        var detail = body.withObject("error")
                .putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
                .put("domain", "googleapis.com");
        detail.putObject("metadata").put("service", service);
        var challenge = "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\"";
        return Answer.json(403, body, Map.of("WWW-Authenticate", challenge));
    }

    static Answer invalidArgument(String message) {
        return Answer.json(400, body(400, message, message, "invalidArgument", "INVALID_ARGUMENT"));
    }

    static Answer notFound() {
        return Answer.json(404, body(404, "Not Found", "Not Found", "notFound", "NOT_FOUND"));
    }

    /** The event was deleted before. */
    static Answer gone() {
        return Answer.json(410, body(410, "Resource has been deleted", "Resource has been deleted", "deleted", ""));
    }

    /** The id that the client chose is taken. */
    static Answer duplicate() {
        var message = "The requested identifier already exists.";
        return Answer.json(409, body(409, message, message, "duplicate", ""));
    }

    private static ObjectNode body(int code, String message, String inner, String reason, String status) {
        var body = Answer.object();
        var error = body.putObject("error").put("code", code).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", inner)
                .put("domain", "global")
                .put("reason", reason);
        if (!status.isEmpty()) {
            error.put("status", status);
        }
        return body;
    }
}
