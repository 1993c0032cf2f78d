package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.KillSwitch;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Who gives an order to the gateway. The local tenant has two operators, olga and otto; this logs one of them in. */
final class OperatorOption {
    @Option(
            names = "--as",
            defaultValue = "olga",
            paramLabel = "USER",
            description = "The operator: olga or otto (default: ${DEFAULT-VALUE}).")
    private String operator;

    <T> T order(Function<KillSwitch, T> order) throws Failure, IOException {
        var installation = Home.installation();
        boolean runs =
                Running.processes(installation).stream().map(LiveProcess::name).anyMatch(Service.GATEWAY.id()::equals);
        if (!runs) {
            throw new Failure("no gateway runs, and so nothing is executed: ./dev up", ExitCode.NOT_RUNNING);
        }
        var gateway = login(installation, operator);
        return asked(() -> order.apply(gateway));
    }

    /** Before anything is ordered, so that whoever cannot log in knows that nothing was. */
    static KillSwitch login(Installation installation, String operator) throws Failure, IOException {
        var names = installation.tenant().users().stream().map(Otp::name).toList();
        if (!names.contains(operator)) {
            throw new Failure("there is no user " + operator + "; there are " + String.join(", ", names));
        }
        try {
            var person = Person.of(installation, operator);
            person.token(LocalTenant.GATEWAY, KillSwitch.SCOPE);
            return new KillSwitch(installation, person);
        } catch (UncheckedIOException e) {
            throw new Failure(
                    e.getMessage(),
                    List.of("Nothing was ordered. ./dev status shows what runs, ./dev up starts the rest."));
        }
    }

    static <T> T asked(Supplier<T> order) throws Failure {
        try {
            return order.get();
        } catch (ApiRefused refused) {
            throw new Failure(refused.problem().detail());
        } catch (UncheckedIOException e) {
            throw new Failure(
                    e.getMessage(),
                    List.of(
                            "The gateway may have taken it all the same: ./dev halts shows what is halted, once it answers."));
        }
    }
}
