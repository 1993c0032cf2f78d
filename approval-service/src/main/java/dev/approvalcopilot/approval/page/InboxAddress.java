package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Criteria;
import dev.approvalcopilot.approval.inbox.Flood;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A view of the inbox as an address, so that it can be kept and shared.
 *
 * @param states that the person asked for; empty for all that the view has
 */
record InboxAddress(InboxView.Which view, Criteria criteria, Set<ApprovalState> states) {
    InboxAddress {
        states = Set.copyOf(states);
    }

    String text() {
        return after(null);
    }

    /** @param cursor where the page before ended; null for the first page */
    String after(String cursor) {
        var query = new StringJoiner("&", "/?", "").setEmptyValue("/");
        add(query, "show", view.parameter());
        add(query, "q", String.join(" ", criteria.words()));
        criteria.level().ifPresent(level -> add(query, "level", level.name()));
        criteria.tool().ifPresent(tool -> add(query, "tool", tool));
        criteria.agent().ifPresent(agent -> add(query, "agent", agent));
        criteria.connection().ifPresent(connection -> add(query, "connection", connection));
        criteria.run().ifPresent(run -> add(query, "run", run.toString()));
        states.stream().sorted().forEach(state -> add(query, "state", state.name()));
        add(query, "after", cursor == null ? "" : cursor);
        return query.toString();
    }

    /** Narrowed to one kind besides. */
    InboxAddress of(Flood flood) {
        var kind = new Criteria(
                criteria.words(),
                Optional.of(flood.level()),
                Optional.of(flood.tool()),
                Optional.of(flood.agent()),
                criteria.connection(),
                criteria.run());
        return new InboxAddress(view, kind, states);
    }

    /** Of all runs. */
    InboxAddress ofEveryRun() {
        var every = new Criteria(
                criteria.words(),
                criteria.level(),
                criteria.tool(),
                criteria.agent(),
                criteria.connection(),
                Optional.empty());
        return new InboxAddress(view, every, states);
    }

    /** The view without anything that narrows it. */
    InboxAddress whole() {
        return new InboxAddress(view, Criteria.NONE, Set.of());
    }

    boolean isWhole() {
        return criteria.isEmpty() && states.isEmpty();
    }

    private static void add(StringJoiner query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
