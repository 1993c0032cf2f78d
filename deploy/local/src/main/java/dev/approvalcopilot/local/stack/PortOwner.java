package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which process listens on a port, as far as Linux lets this user see it. */
final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    static Optional<ProcessHandle> find(int port) {
        try {
            var sockets = listeningSockets(port);
            try (var processes = ProcessHandle.allProcesses()) {
                return processes.filter(process -> holds(process, sockets)).findFirst();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Rows of /proc/net/tcp: the second column is the local address, the fourth the state, the tenth the inode. */
    private static Set<String> listeningSockets(int port) throws IOException {
        var sockets = new HashSet<String>();
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (var rows = Files.lines(Path.of(table))) {
                rows.skip(1)
                        .map(row -> row.strip().split("\\s+"))
                        .filter(row -> row[1].endsWith(":%04X".formatted(port)) && row[3].equals(LISTENING))
                        .forEach(row -> sockets.add("socket:[" + row[9] + "]"));
            }
        }
        return sockets;
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
