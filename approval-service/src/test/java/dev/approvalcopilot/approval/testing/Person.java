package dev.approvalcopilot.approval.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.testing.DescribedAnswers;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody with an Auth0 login, calling the API through some client with real tokens. */
public record Person(String name, Application client, String scope) {
    private static final Map<Person, String> TOKENS = new ConcurrentHashMap<>();
    private static final DescribedAnswers ANSWERS = DescribedAnswers.of("approval");
    private static final Application CLI = Application.publicClient("copilot-cli", "http://127.0.0.1:9998/callback");

    public static Person ada() {
        return named("ada");
    }

    public static Person bob() {
        return named("bob");
    }

    public static Person carol() {
        return named("carol");
    }

    public static Person otto() {
        return named("otto");
    }

    /** Somebody whom the tenant did not have before. @param sub with a bar */
    public static Person added(String sub, List<String> groups) {
        NewPeople.add(LocalStackResource.installation().issuer(), sub, groups);
        return named(sub);
    }

    /** With an account of that connection. */
    public Person connected(String connection) {
        Linked.order("connect", sub(), connection);
        return this;
    }

    private static Person named(String name) {
        return new Person(name, CLI, "openid actions:read actions:decide");
    }

    /** The same person's token in the hands of an agent. */
    public Person throughAnAgent() {
        var secret = LocalStackResource.installation().secrets().clientSecret("acme-agent");
        return new Person(name, Application.withSecret("acme-agent", secret, "http://127.0.0.1:9999/callback"), scope);
    }

    public Person withScope(String scope) {
        return new Person(name, client, scope);
    }

    public String sub() {
        return isAdded() ? name : "auth0|" + name;
    }

    public String token() {
        return TOKENS.computeIfAbsent(this, Person::logIn);
    }

    /** Everybody gets new tokens from now on. */
    public static void forgetTokens() {
        TOKENS.clear();
    }

    /** A new browser with this person before it. */
    public BrowserlessLogin browser() {
        return new BrowserlessLogin(issuer(), credentials());
    }

    private boolean isAdded() {
        return name.contains("|");
    }

    private Credentials credentials() {
        if (isAdded()) {
            return NewPeople.credentials(name);
        }
        try {
            return Credentials.of(LocalStackResource.installation().tenant(), name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI issuer() {
        return URI.create(LocalStackResource.installation().issuer());
    }

    private String logIn() {
        var parameters = Map.of("scope", scope, "audience", LocalTenant.APPROVAL);
        return BrowserlessLogin.codeFlow(issuer(), client, credentials(), parameters)
                .accessToken();
    }

    public RequestSpecification asks() {
        return given().filter(ANSWERS).auth().oauth2(token());
    }

    /** Waits until the action has arrived, and reads it. */
    public JsonPath sees(UUID action) {
        return await("the action")
                .atMost(Duration.ofSeconds(20))
                .until(() -> asks().get("/api/actions/{id}", action), answer -> answer.statusCode() == 200)
                .jsonPath();
    }

    /** Waits until the action is in that state. */
    public JsonPath sees(UUID action, String state) {
        return await("the state " + state)
                .atMost(Duration.ofSeconds(20))
                .until(() -> sees(action), seen -> seen.getString("state").equals(state));
    }

    /** Approves what the action looks like now. */
    public Response approves(UUID action) {
        return decides(action, approval(sees(action)), "");
    }

    public Response rejects(UUID action, String reason) {
        var body = new HashMap<>(approval(sees(action)));
        body.put("decision", "reject");
        body.put("reason", reason);
        return decides(action, body, "");
    }

    public Response answers(UUID action, String text) {
        var body = new HashMap<>(approval(sees(action)));
        body.put("decision", "answer");
        body.put("text", text);
        return decides(action, body, "");
    }

    public Response decides(UUID action, Map<String, String> body, String idempotencyKey) {
        return asks().contentType("application/json")
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/api/actions/{id}/decision", action);
    }

    /** The body of an approval of exactly this. */
    public static Map<String, String> approval(JsonPath seen) {
        var body = new HashMap<>(Map.of("decision", "approve", "digest", seen.getString("digest")));
        if (seen.getString("view") != null) {
            body.put("view", seen.getString("view"));
        }
        return body;
    }
}
