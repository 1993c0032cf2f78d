package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Search and filters, with what is chosen now.
 *
 * @param show the view's name in the address; empty for the first view
 * @param words that are searched for
 * @param run the only run that is listed; empty for all
 * @param states empty where the view has one only
 * @param open whether more than words is given
 * @param whole address of the view without any of it; empty when nothing is given
 */
public record FilterForm(
        String show,
        String words,
        String agent,
        String run,
        List<Choice> levels,
        List<Choice> tools,
        List<Choice> connections,
        List<Choice> states,
        boolean open,
        String whole) {
    public FilterForm {
        levels = List.copyOf(levels);
        tools = List.copyOf(tools);
        connections = List.copyOf(connections);
        states = List.copyOf(states);
    }

    /** One of the values that a field takes. */
    public record Choice(String value, String words, boolean chosen) {}

    static FilterForm of(InboxAddress address, InstalledTools installed) {
        var criteria = address.criteria();
        var level = criteria.level().map(Enum::name);
        return new FilterForm(
                address.view().parameter(),
                String.join(" ", criteria.words()),
                criteria.agent().orElse(""),
                criteria.run().map(Object::toString).orElse(""),
                Stream.of(RiskLevel.values())
                        .sorted(Comparator.reverseOrder())
                        .map(one -> choice(one.name(), one.name(), level))
                        .toList(),
                tools(installed, criteria.tool()),
                connections(installed, criteria.connection()),
                states(address),
                Stream.of(level, criteria.tool(), criteria.agent(), criteria.connection())
                                .anyMatch(Optional::isPresent)
                        || !address.states().isEmpty(),
                address.isWhole() ? "" : address.whole().text());
    }

    private static List<Choice> tools(InstalledTools installed, Optional<String> chosen) {
        var choices = installed.all().stream()
                .map(tool -> choice(tool.name(), tool.manifest().title(), chosen))
                .sorted(Comparator.comparing(Choice::words))
                .toList();
        return withWhatIsGone(choices, chosen);
    }

    private static List<Choice> connections(InstalledTools installed, Optional<String> chosen) {
        var choices = installed.all().stream()
                .map((Tool tool) -> tool.manifest().connection())
                .distinct()
                .map(connection -> choice(connection, Question.provider(connection), chosen))
                .sorted(Comparator.comparing(Choice::words))
                .toList();
        return withWhatIsGone(choices, chosen);
    }

    /** Actions outlive the tool that they call: one that is not installed can be asked for too. */
    private static List<Choice> withWhatIsGone(List<Choice> choices, Optional<String> chosen) {
        if (chosen.isEmpty() || choices.stream().anyMatch(Choice::chosen)) {
            return choices;
        }
        var all = new ArrayList<>(choices);
        all.add(new Choice(chosen.get(), InertText.line(chosen.get()).toString(), true));
        return all;
    }

    private static List<Choice> states(InboxAddress address) {
        return Stream.of(ApprovalState.values())
                .filter(address.view()::offers)
                .map(state -> new Choice(
                        state.name(), Words.of(state), address.states().contains(state)))
                .toList();
    }

    private static Choice choice(String value, String words, Optional<String> chosen) {
        return new Choice(value, words, chosen.equals(Optional.of(value)));
    }
}
