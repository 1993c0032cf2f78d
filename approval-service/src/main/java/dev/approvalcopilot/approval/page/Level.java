package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.util.Locale;

/** A risk level as word, shape and colour. @param style class that gives shape and colour */
public record Level(String word, String style) {
    public static Level of(RiskLevel level) {
        return new Level(level.name(), "level-" + level.name().toLowerCase(Locale.ROOT));
    }
}
