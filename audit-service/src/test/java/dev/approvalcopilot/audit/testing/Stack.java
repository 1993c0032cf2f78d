package dev.approvalcopilot.audit.testing;

import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** Starts broker, database and the Auth0 stand-in for every {@code @QuarkusTest} of this module. */
@QuarkusTestResource(
        value = LocalStackResource.class,
        initArgs = {
            @ResourceArg(name = "service", value = "audit"),
            @ResourceArg(name = "parts", value = "kafka,postgres,auth0")
        })
public final class Stack {
    private Stack() {}
}
