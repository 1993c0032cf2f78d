package dev.approvalcopilot.planner.conversation;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.run.Run;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Date, time zone and language of the person, as the model is told them with each request: a run may wait for days, so they are
 * not stored with it. They stand in the first message, because many servers take a system message nowhere else.
 */
@ApplicationScoped
public class Surroundings {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Clock clock;
    private final PlannerConfig config;

    Surroundings(Clock clock, PlannerConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /** The conversation with them in it. */
    public List<ChatMessage> tell(Run run, List<ChatMessage> conversation) {
        var told = new ArrayList<>(conversation);
        if (!told.isEmpty() && told.getFirst() instanceof SystemMessage system) {
            told.set(0, SystemMessage.from(system.text().stripTrailing() + "\n" + words(run)));
        }
        return told;
    }

    private String words(Run run) {
        var zone = run.timeZone() == null ? config.timeZone() : ZoneId.of(run.timeZone());
        var locale = Locale.forLanguageTag(run.locale() == null ? config.locale() : run.locale());
        var now = clock.instant().atZone(zone).truncatedTo(ChronoUnit.MINUTES);
        return "It is %s, %s (%s). The person's time zone is %s: times that they name are meant there. Their language is %s (%s)."
                .formatted(
                        DAY.format(now),
                        now.toLocalTime(),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now),
                        zone.getId(),
                        locale.getDisplayName(Locale.ENGLISH),
                        locale.toLanguageTag());
    }
}
