package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** One broker, one database, one Auth0 stand-in and one of each receiver of notifications for all tests of this module. */
@QuarkusTestResource(
        value = LocalStackResource.class,
        initArgs = {
            @ResourceArg(name = "service", value = "approval"),
            @ResourceArg(name = "parts", value = "kafka,postgres,auth0")
        })
@QuarkusTestResource(Receivers.class)
public final class TheStack {
    private static ToolCatalog tools;

    private TheStack() {}

    /** The tools as the service sees them. */
    public static synchronized ToolCatalog tools() {
        if (tools == null) {
            tools = ToolCatalog.load(LocalStackResource.installation().tools());
        }
        return tools;
    }
}
