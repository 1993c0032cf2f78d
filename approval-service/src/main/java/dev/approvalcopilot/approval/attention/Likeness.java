package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.contracts.json.Digest;
import java.util.List;

/**
 * What two actions of a person have in common when a person would call them the same thing: the tool, and its sentence, in which
 * the manifest names the target. Other texts for the same channel are alike, another channel is not. The agent is no part of it:
 * what was rejected of one is marked when another asks. ADR 0023.
 */
public final class Likeness {
    private Likeness() {}

    /** @param sentence of the action, from the manifest over the bytes */
    public static Digest of(String tool, String sentence) {
        return Digest.ofJcs(List.of(tool, sentence));
    }
}
