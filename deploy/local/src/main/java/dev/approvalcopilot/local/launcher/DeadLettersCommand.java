package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.launcher.DeadLetters.Order;
import dev.approvalcopilot.local.launcher.DeadLetters.Place;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "dead-letters",
        description = {
            "Records that a service passed over: list them, show one, have it tried again, or drop it.",
            "Exit code 4 when no database runs."
        },
        subcommands = {
            DeadLettersCommand.ListThem.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Replay.class,
            DeadLettersCommand.Drop.class
        })
final class DeadLettersCommand implements Runnable {
    private static final String PLACE = "SERVICE:TOPIC/PARTITION/OFFSET, as list prints it.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, replay or drop");
    }

    private static DeadLetters letters() throws IOException {
        return new DeadLetters(Home.installation());
    }

    static final class PlaceConverter implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            try {
                return Place.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Command(name = "list", description = "Those that are open, or ordered and not yet carried out; the oldest first.")
    static final class ListThem implements Callable<Integer> {
        private static final int MOST = 1000;

        @Option(names = "--all", description = "Those that were replayed or dropped, too.")
        private boolean all;

        @Option(
                names = "--limit",
                defaultValue = "100",
                paramLabel = "N",
                description = "How many, at most " + MOST + " (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Option(
                names = "--after",
                paramLabel = "PLACE",
                converter = PlaceConverter.class,
                description = "Go on behind this one.")
        private Place after;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, SQLException, Failure {
            if (limit < 1 || limit > MOST) {
                throw new ParameterException(spec.commandLine(), "a limit is from 1 to " + MOST + ", not " + limit);
            }
            var page = letters().list(all, limit, Optional.ofNullable(after));
            page.lines().forEach(System.out::println);
            if (page.lines().isEmpty()) {
                System.out.println(after == null ? "No dead letters." : "No more dead letters.");
            }
            if (page.more()) {
                System.out.println("There are more: ./dev dead-letters list" + (all ? " --all" : "") + " --after "
                        + page.last().orElseThrow());
            }
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "One, with its digest and its first bytes.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "PLACE", converter = PlaceConverter.class, description = PLACE)
        private Place place;

        @Override
        public Integer call() throws IOException, SQLException, Failure {
            letters().show(place).forEach(System.out::println);
            return ExitCode.OK;
        }
    }

    /** Who orders, and about what. */
    abstract static sealed class Ordering implements Callable<Integer> {
        @Parameters(paramLabel = "PLACE", converter = PlaceConverter.class, description = PLACE)
        private Place place;

        @Option(names = "--as", paramLabel = "NAME", description = "Who orders it; it is kept beside the letter.")
        private String name = System.getProperty("user.name");

        private final Order order;

        Ordering(Order order) {
            this.order = order;
        }

        @Override
        public Integer call() throws IOException, SQLException, Failure {
            letters().order(place, order, name);
            System.out.println(
                    "Ordered. The service does it within seconds; see what came of it: ./dev dead-letters show "
                            + place);
            return ExitCode.OK;
        }
    }

    @Command(name = "replay", description = "Have the service take it once more. It writes nothing to the topic.")
    static final class Replay extends Ordering {
        Replay() {
            super(Order.REPLAY);
        }
    }

    @Command(name = "drop", description = "Have it put aside for good.")
    static final class Drop extends Ordering {
        Drop() {
            super(Order.DROP);
        }
    }
}
