package dev.approvalcopilot.local.demo;

/** Text of others, for a terminal: no escape sequence passes, and what would be invisible shows as its code in a box. */
public final class VisibleText {
    private VisibleText() {}

    public static String of(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isInvisible(point)) {
                visible.append("[U+%04X]".formatted(point));
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isBlankLetter(point);
        };
    }

    /** Variation selectors and fillers: letters or marks by type that draw nothing. */
    private static boolean isBlankLetter(int point) {
        return point >= 0xFE00 && point <= 0xFE0F
                || point >= 0xE0100 && point <= 0xE01EF
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x2800
                || Character.isSpaceChar(point) && point != ' ';
    }
}
