package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.auth0.Totp;
import dev.approvalcopilot.local.auth0.User;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "otp", description = "Print the second factor of a user of the Auth0 stand-in, now.")
final class Otp implements Callable<Integer> {
    @Parameters(paramLabel = "USER", description = "As ada, or ada@acme.test.")
    private String user;

    @Override
    public Integer call() throws Exception {
        var users = Home.installation().tenant().users();
        var found = users.stream()
                .filter(candidate ->
                        candidate.email().equals(user) || name(candidate).equals(user))
                .findFirst()
                .orElseThrow(() -> new Failure("there is no user " + user + "; there are " + names(users)));
        System.out.println(Totp.code(found.totpSecret(), Instant.now()));
        return ExitCode.OK;
    }

    static String name(User user) {
        return user.email().substring(0, user.email().indexOf('@'));
    }

    private static String names(List<User> users) {
        return users.stream().map(Otp::name).collect(Collectors.joining(", "));
    }
}
