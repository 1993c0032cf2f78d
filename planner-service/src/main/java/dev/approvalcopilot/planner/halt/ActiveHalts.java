package dev.approvalcopilot.planner.halt;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.HaltScope.Kind;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scopes that stand still at one moment. */
public record ActiveHalts(List<Halted> all) {

    public ActiveHalts {
        all = List.copyOf(all);
    }

    /** The halt that keeps a run from taking turns; empty when none does. */
    public Optional<Halted> ofRun(String agent, String principal) {
        return first(Stream.of(HaltScope.ALL, new HaltScope(Kind.AGENT, agent), new HaltScope(Kind.PERSON, principal)));
    }

    /** The halt that keeps a tool from being proposed; empty when none does. */
    public Optional<Halted> ofTool(ToolManifest tool) {
        return first(Stream.of(
                HaltScope.ALL,
                new HaltScope(Kind.CONNECTION, tool.connection()),
                new HaltScope(Kind.TOOL, tool.name())));
    }

    private Optional<Halted> first(Stream<HaltScope> scopes) {
        return scopes.flatMap(
                        scope -> all.stream().filter(halted -> halted.scope().equals(scope.toString())))
                .findFirst();
    }
}
