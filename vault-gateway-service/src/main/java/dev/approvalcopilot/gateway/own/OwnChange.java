package dev.approvalcopilot.gateway.own;

import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.util.List;
import java.util.function.Supplier;

/** What a change of a person's own rules comes to. */
public sealed interface OwnChange {

    /** @param write makes the change in the caller's transaction and says what is in force then */
    record Possible(Supplier<OwnRules> write) implements OwnChange {}

    record Impossible(RefusalCode why) implements OwnChange {}

    /** @param problems one line for each name that is not there, with those that may be meant */
    record NamesNothing(List<String> problems) implements OwnChange {}
}
