package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.NotificationConfig;
import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.contracts.action.RiskLevel;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Turns notices into notifications: for each person and channel one, as they wish, and as far as somebody can be reached. */
@ApplicationScoped
class Spread {
    /** Of one notice. A group larger than that is no group of approvers. */
    private static final int MAX_PEOPLE = 500;

    private static final Logger LOG = Logger.getLogger(Spread.class);

    private final Jdbi jdbi;
    private final Notices notices;
    private final Queue queue;
    private final People people;
    private final StandIns standIns;
    private final PreferenceRows preferences;
    private final List<Carrier> carriers;
    private final NotificationConfig config;

    Spread(
            Jdbi jdbi,
            Notices notices,
            Queue queue,
            People people,
            StandIns standIns,
            PreferenceRows preferences,
            @All List<Carrier> carriers,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.queue = queue;
        this.people = people;
        this.standIns = standIns;
        this.preferences = preferences;
        this.carriers = carriers;
        this.config = config.notifications();
    }

    @Scheduled(
            every = "${approval.notifications.look-every:PT1S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @Transactional
    void spreadOneBatch() {
        var now = jdbi.withHandle(DatabaseClock::now);
        notices.take(config.batchSize()).forEach(open -> spread(open, now));
    }

    private void spread(Notices.Open open, Instant now) {
        var recipients = recipients(open);
        var wishes = preferences.of(recipients.keySet());
        for (var carrier : carriers) {
            var channel = carrier.channel();
            var willing = willing(channel, recipients.values(), wishes, open.level());
            for (var endpoint : carrier.endpoints()) {
                if (carrier.isPersonal()) {
                    willing.forEach(sub -> add(open, channel, endpoint, sub, of(wishes, sub), now));
                } else if (!willing.isEmpty()) {
                    queue.add(open.notice(), channel, endpoint, "", now);
                }
            }
        }
    }

    /** How many members of these groups are told of an action of that level, over whichever channel. */
    int reach(Set<String> groups, RiskLevel level) {
        var members = people.members(groups, MAX_PEOPLE);
        var wishes = preferences.of(members.stream().map(KnownPerson::sub).toList());
        var told = new TreeSet<String>();
        carriers.stream()
                .filter(carrier -> !carrier.endpoints().isEmpty())
                .forEach(carrier -> told.addAll(willing(carrier.channel(), members, wishes, level)));
        return told.size();
    }

    private static SortedSet<String> willing(
            Channel channel, Collection<KnownPerson> people, Map<String, Preferences> wishes, RiskLevel level) {
        var willing = new TreeSet<String>();
        for (var person : people) {
            boolean reachable = channel != Channel.MAIL || person.email().isPresent();
            if (reachable && of(wishes, person.sub()).wants(channel, level)) {
                willing.add(person.sub());
            }
        }
        return willing;
    }

    private void add(Notices.Open open, Channel channel, String endpoint, String sub, Preferences wishes, Instant now) {
        if (queue.ofTheLastHour(channel, endpoint, sub) >= config.perPersonAndHour()) {
            LOG.warnf(
                    "event=notification_flood action=%s channel=%s",
                    open.notice().action(), channel.id());
        } else {
            queue.add(open.notice(), channel, endpoint, sub, wishes.due(open.level(), now, open.expiresAt()));
        }
    }

    /** By {@code sub}. Who was named and never signed in can still be told where no address is needed. */
    private Map<String, KnownPerson> recipients(Notices.Open open) {
        var named = standIns.people(open);
        var all = new TreeMap<String, KnownPerson>();
        named.forEach(sub -> all.put(sub, KnownPerson.unknown(sub)));
        people.known(named).forEach(person -> all.put(person.sub(), person));
        people.members(open.notice().groups(), MAX_PEOPLE).forEach(person -> all.put(person.sub(), person));
        return all;
    }

    private static Preferences of(Map<String, Preferences> wishes, String sub) {
        return wishes.getOrDefault(sub, Preferences.DEFAULT);
    }
}
