package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.Ids;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void readsWhatItWrote() {
        var cursor = new Cursor(3, Instant.parse("2026-11-23T20:10:00.123456Z"), Ids.next());

        assertThat(Cursor.read(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "MSAyIDM", "OTk5OTk5OTk5OTk5OTkgeCB5"})
    void refusesWhatItDidNotWrite(String text) {
        assertThat(Cursor.read(text)).isEmpty();
    }
}
