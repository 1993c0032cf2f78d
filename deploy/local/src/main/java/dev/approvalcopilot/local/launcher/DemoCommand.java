package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.demo.Demo;
import dev.approvalcopilot.local.demo.DemoFailed;
import dev.approvalcopilot.local.demo.HumanStory;
import dev.approvalcopilot.local.demo.JsonStory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Show the main job without hands, on the running stack or on one brought up and down.",
            "Resets what the stand-ins of GitHub, Slack and Gmail hold.",
            "Exit code 1 unless exactly the approved effects happened, each once."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var installation = Home.installation();
        var story = json ? new JsonStory(System.out) : new HumanStory(System.out, Terminal.colours());
        // With --json the standard output belongs to the story alone.
        try (var borrowed = BorrowedStack.take(installation, json ? System.err : System.out)) {
            var page = installation.address(Service.APPROVAL) + "/";
            var next = borrowed.own() ? "start it with ./dev up, then " + page : page;
            new Demo(installation, story, next).run();
            return ExitCode.OK;
        } catch (DemoFailed e) {
            return ExitCode.FAILED;
        }
    }
}
