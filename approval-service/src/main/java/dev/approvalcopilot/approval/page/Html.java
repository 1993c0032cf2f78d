package dev.approvalcopilot.approval.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A rendered page as an answer. */
public final class Html {
    public static final MediaType TYPE = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");

    private Html() {}

    public static Response page(int status, TemplateInstance page) {
        return Response.status(status).type(TYPE).entity(page.render()).build();
    }
}
