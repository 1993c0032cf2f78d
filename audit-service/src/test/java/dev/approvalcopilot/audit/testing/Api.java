package dev.approvalcopilot.audit.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.testing.DescribedAnswers;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The API as one person sees it. */
public final class Api {

    public static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private static final String AUDIENCE = "https://copilot.local/audit";
    private static final DescribedAnswers ANSWERS = DescribedAnswers.of("audit");
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    /** @param name such as {@code ada}; {@code olga} is the operator */
    public static Api as(String name) {
        return new Api(TOKENS.computeIfAbsent(name, person -> Tokens.of(person, AUDIENCE, "audit:read")));
    }

    public String token() {
        return token;
    }

    public RequestSpecification request() {
        return given().filter(ANSWERS).auth().oauth2(token);
    }

    public JsonPath get(String path) {
        return request().get(path).then().statusCode(200).extract().jsonPath();
    }

    public JsonPath ofRun(UUID run) {
        return get("/api/audit?run=" + run);
    }

    public JsonPath ofAction(UUID action) {
        return get("/api/audit?action=" + action);
    }

    /** Waits until a run has so many entries that this person sees. */
    public JsonPath awaitRun(UUID run, int entries) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(ofRun(run).getList("entries")).hasSize(entries));
        return ofRun(run);
    }
}
