package dev.approvalcopilot.risk.classification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.risk.RiskProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A dry run for people who write policies or agents. Nothing is proposed, remembered or published. */
@Path("/api/classifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermissionsAllowed("risk:read")
@Tag(name = "Classifications")
public class PreviewResource {

    private static final String OWN_PLANNER = "planner";

    private final Classifier classifier;
    private final ToolCatalog tools;
    private final Behaviour behaviour;
    private final SecurityIdentity caller;

    PreviewResource(Classifier classifier, ToolCatalog tools, Behaviour behaviour, SecurityIdentity caller) {
        this.classifier = classifier;
        this.tools = tools;
        this.behaviour = behaviour;
        this.caller = caller;
    }

    /**
     * @param tool name of the tool
     * @param arguments as the tool's schema says
     * @param agent whose proposal it would be; the own planner's if left out
     */
    public record PreviewRequest(
            @NotBlank @Size(max = BodyLimits.NAME) String tool,
            @NotNull ObjectNode arguments,
            @Size(min = 1, max = Agent.MAX_LENGTH) String agent) {}

    /** What a proposal would be answered now; {@code policy} names the policies in force. */
    public record Preview(
            String tool,
            RiskLevel level,
            Disposition disposition,
            List<Reason> reasons,
            String impact,
            Obligations obligations,
            Digest policy) {}

    @POST
    @Path("/preview")
    @RunOnVirtualThread
    @Operation(
            operationId = "previewClassification",
            summary = "What an action would be classified as",
            description = "For the caller as the person that the agent acts for. A dry run: it leaves no trace.")
    @APIResponse(responseCode = "200", description = "As it would be classified now.")
    @APIResponse(responseCode = "400", description = "No tool, or no arguments: invalid_request.")
    @APIResponse(responseCode = "422", description = "arguments_refused")
    public Preview preview(@Valid @NotNull PreviewRequest request) {
        var action = action(request);
        var seen = behaviour.before(action.principal(), action.agent(), action.tool());
        var assessment = classifier.assess(action.id(), action, seen.history(), seen.now());
        return new Preview(
                action.tool(),
                assessment.level(),
                assessment.disposition(),
                assessment.reasons(),
                assessment.impact(),
                assessment.obligations(),
                classifier.policy());
    }

    /** As a sound planner would make it; an unknown tool gets placeholders, for the answer stops there. */
    private Action action(PreviewRequest request) {
        var tool = tools.find(request.tool());
        try {
            var action = new Action(
                    classifier.deployment(),
                    Ids.next(),
                    Ids.random128(),
                    caller.getPrincipal().getName(),
                    Objects.requireNonNullElse(request.agent(), OWN_PLANNER),
                    Ids.next(),
                    request.tool(),
                    tool.map(known -> known.digest()).orElseGet(() -> Digest.of(new byte[0])),
                    tool.map(known -> known.manifest().connection()).orElse("none"),
                    tool.map(known -> known.manifest().scopes()).orElse(List.of()),
                    request.arguments(),
                    Instant.now());
            return Action.read(action.toCanonicalBytes());
        } catch (MalformedJson e) {
            throw new ProblemException(RiskProblem.ARGUMENTS_REFUSED, e.reason().text() + ".");
        }
    }
}
