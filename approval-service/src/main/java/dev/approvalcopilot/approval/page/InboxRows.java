package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionPage;
import dev.approvalcopilot.approval.inbox.Cursor;
import dev.approvalcopilot.approval.inbox.Flood;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a page of the inbox lists, top down: actions, and floods at the place of the oldest of theirs. */
final class InboxRows {
    private static final Comparator<Place> URGENT =
            Comparator.comparing(Place::level).reversed().thenComparing(Place::at);

    private InboxRows() {}

    private record Place(RiskLevel level, Instant at, InboxView.Entry entry) {}

    /**
     * @param me who looks
     * @param after where the page before ended
     */
    static List<InboxView.Entry> of(
            ActionPage page, String me, List<Flood> floods, InboxAddress address, Optional<Cursor> after, Instant now) {
        var rows = page.actions().stream()
                .map(action -> new Place(
                        action.level(),
                        action.createdAt(),
                        new InboxView.Entry(InboxView.Row.of(action, me, now), null)))
                .toList();
        if (floods.isEmpty()) {
            return rows.stream().map(Place::entry).toList();
        }
        var places = new ArrayList<>(rows);
        floods.stream()
                .map(flood ->
                        new Place(flood.level(), flood.oldest(), new InboxView.Entry(null, fold(flood, address, now))))
                .filter(place -> after.isEmpty() || URGENT.compare(place, place(after.get())) > 0)
                .filter(place -> page.next() == null || URGENT.compare(place, rows.getLast()) <= 0)
                .forEach(places::add);
        return places.stream().sorted(URGENT).map(Place::entry).toList();
    }

    private static Place place(Cursor cursor) {
        return new Place(RiskLevel.values()[cursor.levelRank()], cursor.at(), null);
    }

    private static InboxView.Fold fold(Flood flood, InboxAddress address, Instant now) {
        return new InboxView.Fold(
                Level.of(flood.level()),
                String.format(Locale.ENGLISH, "%,d", flood.actions()),
                InertText.line(flood.title()),
                InertText.line(flood.agent()),
                Question.provider(flood.connection()),
                Stamp.of(flood.oldest(), now),
                Stamp.of(flood.newest(), now),
                address.of(flood).text());
    }

    /** "1 action", "37 actions", "1,000+ actions". */
    static String counted(int count, int most) {
        return count > most
                ? String.format(Locale.ENGLISH, "%,d+ actions", most)
                : String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? "action" : "actions");
    }
}
