package dev.approvalcopilot.planner.testing;

import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

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
