package dev.approvalcopilot.planner.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;

/** What goes wrong at the model, by order. */
public final class ModelFaults {

    private ModelFaults() {}

    /** The next requests are answered with this status. */
    public static void status(int status, int times) {
        order("{\"kind\":\"STATUS\",\"status\":%d,\"times\":%d}".formatted(status, times));
    }

    /** The next request waits, then is answered as usual. */
    public static void slow(int millis) {
        order("{\"kind\":\"SLOW\",\"millis\":%d,\"times\":1}".formatted(millis));
    }

    /** The next requests lose their connection. */
    public static void drop(int times) {
        order("{\"kind\":\"DROP\",\"times\":%d}".formatted(times));
    }

    /** The next request is answered with this completion. */
    public static void message(String message, String finishReason) {
        answer(
                200,
                Map.of(),
                "{\"choices\":[{\"message\":%s,\"finish_reason\":\"%s\"}]}".formatted(message, finishReason));
    }

    /** The next request is answered with this call. */
    public static void call(String id, String function, String arguments) {
        message(
                "{\"content\":null,\"tool_calls\":[{\"id\":%s,\"function\":{\"name\":\"%s\",\"arguments\":%s}}]}"
                        .formatted(id == null ? null : "\"" + id + "\"", function, arguments),
                "tool_calls");
    }

    /** The next request is answered so. @param body JSON */
    public static void answer(int status, Map<String, String> headers, String body) {
        try {
            var order = Json.MAPPER
                    .createObjectNode()
                    .put("kind", "ANSWER")
                    .put("status", status)
                    .put("times", 1);
            headers.forEach(order.putObject("headers")::put);
            order.set("body", Json.MAPPER.readTree(body));
            order(order.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The bodies of the requests in which the model was asked about this goal. */
    public static List<JsonNode> requests(String goal) {
        return RestAssured.given()
                .auth()
                .oauth2(LocalStackResource.installation().secrets().modelApiKey())
                .get(LocalStackResource.installation().address(Part.MODEL) + "/__local/requests")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("requests", String.class)
                .stream()
                .map(ModelFaults::json)
                .filter(body ->
                        body.path("messages").path(1).path("content").asText().equals(goal))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static void clear() {
        RestAssured.given().delete(address()).then().statusCode(204);
    }

    private static void order(String body) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .post(address())
                .then()
                .statusCode(204);
    }

    private static String address() {
        return LocalStackResource.installation().address(Part.MODEL) + "/__local/faults";
    }
}
