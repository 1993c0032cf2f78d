package dev.approvalcopilot.system.crash;

import dev.approvalcopilot.contracts.event.Service;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deaths during the same work, at most one a service.
 *
 * @param cells what dies
 */
record Round(List<Cell> cells) {
    private static final int HITS = 4;

    /** The point of each service after which most is at stake. The others are for a long run. */
    private static final List<CrashPoint> SHORT = List.of(
            CrashPoint.TURN_COMMITTED,
            CrashPoint.SENT_UNMARKED,
            CrashPoint.DECISION_COMMITTED,
            CrashPoint.SENT_UNANSWERED,
            CrashPoint.ENTRY_COMMITTED);

    Round {
        cells = List.copyOf(cells);
    }

    /** Every point at its first four hits. */
    static List<Round> all() {
        return rounds(Stream.of(CrashPoint.values())
                .flatMap(point -> IntStream.rangeClosed(1, HITS).mapToObj(hit -> new Cell(point, hit))));
    }

    /** One death a service. */
    static Round one() {
        return new Round(SHORT.stream().map(point -> new Cell(point, 1)).toList());
    }

    /** As many at a time as there are services: starting one again takes longest. */
    private static List<Round> rounds(Stream<Cell> cells) {
        Map<Service, List<Cell>> queues = cells.collect(Collectors.groupingBy(
                cell -> cell.point().service(), () -> new EnumMap<>(Service.class), Collectors.toList()));
        int longest = queues.values().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, longest)
                .mapToObj(number -> new Round(queues.values().stream()
                        .filter(queue -> number < queue.size())
                        .map(queue -> queue.get(number))
                        .toList()))
                .toList();
    }

    Optional<Cell> of(Service service) {
        return cells.stream().filter(cell -> cell.point().service() == service).findFirst();
    }

    @Override
    public String toString() {
        return cells.stream().map(Cell::toString).collect(Collectors.joining(", "));
    }
}
