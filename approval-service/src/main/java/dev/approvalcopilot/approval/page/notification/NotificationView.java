package dev.approvalcopilot.approval.page.notification;

import dev.approvalcopilot.approval.notification.Carrier;
import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.Preferences;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The section as its template wants it.
 *
 * @param email where mail goes; empty when Auth0 has verified no address
 * @param quiet whether there are quiet hours
 * @param from  as an input of type time has it
 */
record NotificationView(List<Row> rows, String email, boolean quiet, String from, String until, String zone) {
    private static final LocalTime EVENING = LocalTime.of(22, 0);
    private static final LocalTime MORNING = LocalTime.of(7, 0);

    /** One channel. @param there whether this installation has it */
    record Row(String id, String words, boolean there, boolean on, List<Level> levels) {}

    record Level(String name, boolean chosen) {}

    static NotificationView of(Preferences preferences, List<Carrier> carriers, Optional<String> email) {
        var rows = Stream.of(Channel.values())
                .map(channel -> row(channel, preferences.channels().get(channel), carriers))
                .toList();
        var quiet = preferences.quietHours();
        return new NotificationView(
                rows,
                email.orElse(""),
                quiet.isPresent(),
                quiet.map(hours -> hours.from()).orElse(EVENING).toString(),
                quiet.map(hours -> hours.until()).orElse(MORNING).toString(),
                quiet.map(hours -> hours.zone().getId()).orElse("UTC"));
    }

    private static Row row(Channel channel, Preferences.Wish wish, List<Carrier> carriers) {
        boolean there = carriers.stream()
                .anyMatch(carrier ->
                        carrier.channel() == channel && !carrier.endpoints().isEmpty());
        var levels = Stream.of(RiskLevel.values())
                .map(level -> new Level(level.name(), level == wish.from()))
                .toList();
        return new Row(channel.id(), channel.words(), there, wish.on(), levels);
    }
}
