package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** One broker, one database, one Auth0 and one set of providers for every {@code @QuarkusTest} of this module. */
@QuarkusTestResource(
        value = LocalStackResource.class,
        initArgs = {
            @ResourceArg(name = "service", value = "gateway"),
            @ResourceArg(name = "parts", value = "kafka,postgres,auth0,providers")
        })
@QuarkusTestResource(ShortPatience.class)
public final class TheStack {
    private TheStack() {}
}
