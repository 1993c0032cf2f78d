package dev.approvalcopilot.approval.page.own;

import dev.approvalcopilot.approval.decision.InvalidArguments;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsPage;
import dev.approvalcopilot.approval.page.settings.SettingsSection.Place;
import dev.approvalcopilot.approval.personal.AskForRule;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Asking for a change of one's own rules. It leads to the action, which is then approved like any other. */
@Path("/settings")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class OwnRulesForms {
    private static final int ACCEPTED = 202;
    private static final int UNPROCESSABLE = 422;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final AskForRule ask;
    private final Approvals approvals;
    private final LimitsSection limits;
    private final DelegationsSection delegations;
    private final SettingsPage page;
    private final SignedIn person;

    OwnRulesForms(
            AskForRule ask,
            Approvals approvals,
            LimitsSection limits,
            DelegationsSection delegations,
            SettingsPage page,
            SignedIn person) {
        this.ask = ask;
        this.approvals = approvals;
        this.limits = limits;
        this.delegations = delegations;
        this.page = page;
        this.person = person;
    }

    @POST
    @Path("/limits")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response limit(@BeanParam LimitFields typed) {
        return asked(
                () -> ask.limit(person.sub(), typed.arguments()), Place.LIMITS, () -> limits.content(person, typed));
    }

    @POST
    @Path("/limits/remove")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response removal(@FormParam("id") @DefaultValue("") String limit) {
        return asked(() -> ask.removal(person.sub(), id(limit)), Place.LIMITS, () -> limits.content(person));
    }

    @POST
    @Path("/delegations")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response delegation(@BeanParam DelegationFields typed) {
        return asked(
                () -> ask.delegation(person.sub(), typed.arguments()),
                Place.DELEGATION,
                () -> delegations.content(person, typed));
    }

    @POST
    @Path("/delegations/end")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response end(@FormParam("id") @DefaultValue("") String delegation) {
        return asked(() -> ask.end(person.sub(), id(delegation)), Place.DELEGATION, () -> delegations.content(person));
    }

    private Response asked(Supplier<UUID> question, Place place, Supplier<TemplateInstance> typed) {
        try {
            return led(question.get(), place, typed);
        } catch (InvalidArguments e) {
            var what = String.join("; ", e.violations());
            return page.again(UNPROCESSABLE, Notice.of("Nothing was asked for", what), place, typed.get());
        }
    }

    /** To the action, as soon as it is there. */
    private Response led(UUID action, Place place, Supplier<TemplateInstance> typed) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            if (approvals.find(action).isPresent()) {
                return Response.seeOther(URI.create("/actions/" + action)).build();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        var words =
                "It is being classified. It will stand in your inbox in a moment; nothing changes before you approve it.";
        return page.again(ACCEPTED, Notice.of("Asked for", words), place, typed.get());
    }

    /** What is no id is nobody's rule. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}
