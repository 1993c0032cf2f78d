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

    /** What a short run leaves out: near another point of the same service. */
    private static final List<CrashPoint> LONG_ONLY = List.of(
            CrashPoint.GRANT_SIGNED,
            CrashPoint.ROW_SENDING,
            CrashPoint.CLAIM_COMMITTED,
            CrashPoint.CLAIM_LEASED,
            CrashPoint.TOKEN_RECEIVED,
            CrashPoint.DISPATCH_WRITTEN,
            CrashPoint.ANSWERED,
            CrashPoint.OUTCOME_COMMITTED);

    Round {
        cells = List.copyOf(cells);
    }

    /** Every point at its first four hits. */
    static List<Round> all() {
        return rounds(Stream.of(CrashPoint.values())
                .flatMap(point -> IntStream.rangeClosed(1, HITS).mapToObj(hit -> new Cell(point, hit))));
    }

    /** Most points once, at the first or second hit. */
    static List<Round> few() {
        return rounds(Stream.of(CrashPoint.values())
                .filter(point -> !LONG_ONLY.contains(point))
                .map(point -> new Cell(point, 1 + point.ordinal() % 2)));
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
