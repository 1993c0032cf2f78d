package dev.approvalcopilot.contracts.text;

import java.util.Arrays;

/**
 * A text with ASCII signs for those that look like them, so that an address is found however it is written.
 *
 * @param places index of each UTF-16 unit in the text as it was written, and behind the last
 */
@SuppressWarnings("ArrayRecordComponent")
record Folded(String text, int[] places) {
    static Folded of(String text) {
        var folded = new StringBuilder(text.length());
        var places = new int[text.length() * 4 + 1];
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int at = i;
            var sign = LookAlikes.sign(c).filter(_ -> Signs.isReadAsAscii(text, at));
            var piece = sign.filter(one -> one.length() <= 2).orElseGet(() -> Character.toString(c));
            for (int k = 0; k < piece.length(); k++) {
                places[folded.length() + k] = i;
            }
            folded.append(piece);
            i += Character.charCount(c);
        }
        places[folded.length()] = text.length();
        return new Folded(folded.toString(), Arrays.copyOf(places, folded.length() + 1));
    }

    /** Where that stood in the text as it was written. */
    int place(int index) {
        return places[index];
    }
}
