package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.broker.KafkaManifests;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "generate", description = "Write the files that follow from code: topics and users in k8s/base/kafka.")
final class Generate implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var changed = KafkaManifests.write(Path.of(System.getProperty("repository.root", ".")));
        changed.forEach(file -> System.out.println("wrote " + file));
        if (changed.isEmpty()) {
            System.out.println("Nothing to write: every generated file is up to date.");
        }
        return ExitCode.OK;
    }
}
