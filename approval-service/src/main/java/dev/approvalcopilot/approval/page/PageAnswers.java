package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Errors that would reach a browser as a problem document, or without a word, become pages. */
@Provider
@PageRoute
class PageAnswers implements ContainerResponseFilter {
    private static final MediaType PROBLEM = new MediaType("application", "problem+json");
    private static final int BAD_REQUEST = 400;
    private static final int SIGNED_OUT = 499;
    private static final int SERVER_ERROR = 500;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        if (status < BAD_REQUEST || status == SIGNED_OUT) {
            return;
        }
        var problem = problem(response);
        if (!problem.isMissingNode()) {
            var text = status == SERVER_ERROR
                    ? "What became of your last step is shown when you look at the action again."
                    : problem.path("detail").asText();
            replace(response, problem.path("title").asText(), text);
        } else if (!response.hasEntity()) {
            // The check of form tokens says nothing; a page that stood for a day meets it.
            replace(
                    response,
                    "This form is no longer valid",
                    "It is too old, or did not come from this page. Nothing was decided. Go back, reload and look again.");
        }
    }

    private static JsonNode problem(ContainerResponseContext response) {
        boolean document = response.getMediaType() != null
                && response.getMediaType().isCompatible(PROBLEM)
                && response.getEntity() instanceof String;
        try {
            return document ? Json.MAPPER.readTree((String) response.getEntity()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void replace(ContainerResponseContext response, String title, String text) {
        var page = PageProblem.answer(response.getStatus(), title, text);
        response.setEntity(page.getEntity(), null, Html.TYPE);
    }
}
