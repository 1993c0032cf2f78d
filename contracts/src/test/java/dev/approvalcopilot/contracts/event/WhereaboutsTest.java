package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/ComodRivadavia", "UTC", "+02:00"})
    void knowsTimeZones(String name) {
        assertThat(Whereabouts.existing(name, null)).isEqualTo(new Whereabouts(name, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-DE", "zh-Hant-HK", "sl-rozaj-biske-1994"})
    void knowsLanguages(String tag) {
        assertThat(Whereabouts.existing(null, tag)).isEqualTo(new Whereabouts(null, tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Mars/Olympus_Mons",
                "de_DE",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void passesOverWhatThereIsNot(String word) {
        assertThat(Whereabouts.existing(word, word)).isEqualTo(Whereabouts.UNKNOWN);
    }

    @Test
    void whatIsNotKnownIsTakenFromTheOther() {
        var berlin = new Whereabouts("Europe/Berlin", null);

        assertThat(berlin.or(new Whereabouts("Asia/Tokyo", "ja"))).isEqualTo(new Whereabouts("Europe/Berlin", "ja"));
    }
}
