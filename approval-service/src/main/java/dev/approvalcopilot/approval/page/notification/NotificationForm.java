package dev.approvalcopilot.approval.page.notification;

import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.PreferenceRows;
import dev.approvalcopilot.approval.notification.Preferences;
import dev.approvalcopilot.approval.notification.Preferences.Wish;
import dev.approvalcopilot.approval.notification.Quiet;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsPage;
import dev.approvalcopilot.approval.page.settings.SettingsSection.Place;
import dev.approvalcopilot.contracts.action.RiskLevel;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The section's form. */
@Path("/settings/notifications")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class NotificationForm {
    private final PreferenceRows preferences;
    private final NotificationSection section;
    private final SettingsPage page;
    private final SignedIn person;

    NotificationForm(PreferenceRows preferences, NotificationSection section, SettingsPage page, SignedIn person) {
        this.preferences = preferences;
        this.section = section;
        this.page = page;
        this.person = person;
    }

    /** Who had to sign in again in the middle of the form comes back by GET: nothing is saved. */
    @GET
    @Operation(hidden = true)
    public Response back() {
        return Response.seeOther(URI.create("/settings")).build();
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        var chosen = read(form);
        if (chosen.isEmpty()) {
            return page.again(
                    Response.Status.BAD_REQUEST.getStatusCode(),
                    new Notice(
                            "Nothing was saved",
                            "Quiet hours need two different times and a time zone such as Europe/Berlin.",
                            "quiet-zone"),
                    Place.NOTIFICATIONS,
                    section.content(person));
        }
        preferences.put(person.sub(), chosen.get());
        return Response.seeOther(URI.create("/settings#notifications")).build();
    }

    /** Empty for what no form of ours sends, and for times that are none. */
    private static Optional<Preferences> read(MultivaluedMap<String, String> form) {
        try {
            var channels = new EnumMap<Channel, Wish>(Channel.class);
            for (var channel : Channel.values()) {
                var level = RiskLevel.valueOf(value(form, channel.id() + "-from"));
                channels.put(channel, new Wish(form.containsKey(channel.id()), level));
            }
            return Optional.of(new Preferences(channels, form.containsKey("quiet") ? quiet(form) : null));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Quiet quiet(MultivaluedMap<String, String> form) {
        return new Quiet(
                LocalTime.parse(value(form, "quiet-from")),
                LocalTime.parse(value(form, "quiet-until")),
                ZoneId.of(value(form, "quiet-zone").strip()));
    }

    private static String value(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
