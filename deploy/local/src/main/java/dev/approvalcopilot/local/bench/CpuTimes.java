package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time that the product's processes have used so far, by process id. PostgreSQL is many processes: those that ended
 * since are not counted, which with the services' connection pools are few.
 */
record CpuTimes(Map<String, Map<Long, Duration>> byName) {
    static final String STACK = "broker and stand-ins";
    static final String DATABASE = "database";
    static final String BENCH = "bench itself";

    static CpuTimes read(RunningStack stack) throws IOException {
        var times = new LinkedHashMap<String, Map<Long, Duration>>();
        for (var process : stack.processes()) {
            times.put(name(process, stack), Map.of(process.pid(), process.cpuTime()));
        }
        times.put(DATABASE, database(stack));
        times.put(BENCH, ofTree(Stream.of(ProcessHandle.current())));
        return new CpuTimes(times);
    }

    /** What was used since then, by name, in this one's order. */
    Map<String, Duration> since(CpuTimes before) {
        var used = new LinkedHashMap<String, Duration>();
        byName.forEach((name, now) -> used.put(
                name,
                now.entrySet().stream()
                        .map(process -> process.getValue()
                                .minus(before.byName
                                        .getOrDefault(name, Map.of())
                                        .getOrDefault(process.getKey(), Duration.ZERO)))
                        .reduce(Duration.ZERO, Duration::plus)));
        return used;
    }

    private static String name(LiveProcess process, RunningStack stack) {
        return process.pid() == stack.stack().pid() ? STACK : process.name();
    }

    private static Map<Long, Duration> database(RunningStack stack) throws IOException {
        var pidFile = stack.installation().data(Part.POSTGRES).resolve("postmaster.pid");
        try (var lines = Files.lines(pidFile)) {
            var server = lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
            return server.map(found -> ofTree(Stream.concat(Stream.of(found), found.descendants())))
                    .orElse(Map.of());
        }
    }

    private static Map<Long, Duration> ofTree(Stream<ProcessHandle> processes) {
        var times = new HashMap<Long, Duration>();
        processes.forEach(process -> {
            Optional<Duration> used = process.info().totalCpuDuration();
            used.ifPresent(time -> times.put(process.pid(), time));
        });
        return times;
    }
}
