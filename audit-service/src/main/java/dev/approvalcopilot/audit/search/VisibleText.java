package dev.approvalcopilot.audit.search;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * How a line of the export writes what a reader of lines or a terminal would obey: control characters beyond ASCII, the line and
 * paragraph separators of Unicode, and what turns the direction of text. As JSON it says the same.
 */
final class VisibleText extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
        var codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                new SerializedString("\\u%04x".formatted(character));
            default -> null;
        };
    }
}
