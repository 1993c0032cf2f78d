package dev.approvalcopilot.local.auth0;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that the tenant turns down, with the answer in the form of the API that was called. */
final class Refused extends RuntimeException {
    private final transient Response answer;
    private final String code;

    private Refused(String code, String description, Response answer) {
        super(description, null, false, false);
        this.code = code;
        this.answer = answer;
    }

    Response answer() {
        return answer;
    }

    String code() {
        return code;
    }

    /** The token endpoint and its neighbours: {@code error}, {@code error_description}. */
    static Refused oauth(int status, String error, String description) {
        return new Refused(
                error, description, Response.json(status, Map.of("error", error, "error_description", description)));
    }

    static Refused unauthorizedClient() {
        return oauth(401, "access_denied", "Unauthorized");
    }

    /** Where the tenant's policy asks for a second factor and nobody is there to give it. */
    static Refused mfaRequired() {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", "mfa_required");
        body.put("error_description", "Multifactor authentication required");
        body.put("mfa_token", "Fe26.2*" + Secrets.random(32));
        return new Refused("mfa_required", "Multifactor authentication required", Response.json(401, body));
    }

    static Refused grantTypeNotAllowed(String grantType) {
        return oauth(403, "unauthorized_client", "Grant type '" + grantType + "' not allowed for the client.");
    }

    /** A client that polls too fast. */
    static Refused slowDown(int seconds) {
        var description = "You are polling faster than allowed. Try again in " + seconds + " seconds.";
        var body = new LinkedHashMap<String, Object>();
        body.put("error", "slow_down");
        body.put("error_description", description);
        body.put("interval", seconds);
        return new Refused(
                "slow_down", description, Response.json(400, body).with("Retry-After", Integer.toString(seconds)));
    }

    static Refused missing(String parameter) {
        return oauth(400, "invalid_request", "Missing required parameter: " + parameter);
    }

    static Refused invalidBearer(String description) {
        var refused = oauth(401, "invalid_token", description);
        return new Refused(
                "invalid_token",
                description,
                refused.answer.with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    /** A page for the person in front of the browser, where no redirect is safe. */
    static Refused page(String title, String text) {
        return new Refused("page", title, Response.html(400, Html.notice(title, text)));
    }

    static Refused management(int status, String error, String message, String errorCode) {
        var body = new LinkedHashMap<String, Object>();
        body.put("statusCode", status);
        body.put("error", error);
        body.put("message", message);
        body.put("errorCode", errorCode);
        return new Refused(errorCode, message, Response.json(status, body));
    }

    static Refused myAccount(int status, String number, String title, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "https://auth0.com/api-errors/A0E-" + status + "-" + number);
        body.put("status", status);
        body.put("title", title);
        body.put("detail", detail);
        return new Refused(number, detail, Response.json(status, body));
    }

    static Refused myAccountField(String field, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "https://auth0.com/api-errors/A0E-400-0003");
        body.put("status", 400);
        body.put("title", "Invalid Request");
        body.put("detail", "The request is invalid.");
        body.put("validation_errors", List.of(Map.of("detail", detail, "field", field)));
        return new Refused("0003", detail, Response.json(400, body));
    }
}
