package dev.approvalcopilot.planner.halt;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scope that stands still. */
@Schema(name = "Halted", description = "What an operator has halted.")
public record Halted(
        @Schema(description = "all, connection:NAME, tool:NAME, agent:NAME or person:SUB.", examples = "agent:planner")
        String scope,

        @Schema(description = "In the operator's words.", examples = "It floods the channel.")
        String reason,

        @Schema(description = "Since when.") Instant since) {}
