package dev.approvalcopilot.approval.page.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "de-DE,de;q=0.9,en;q=0.8|de-de",
                "en;q=0.5, fr;q=0.9|fr",
                "*, de;q=0.5|de",
                "de;q=0, en;q=0.1|en"
            })
    void theLanguageThatIsLikedBest(String header, String language) {
        assertThat(Languages.first(header)).contains(language);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "*", "de;q=x", ";;;", "\u0000", "de;q=0"})
    void nothingWhereNothingIsSaid(String header) {
        assertThat(Languages.first(header)).isEmpty();
    }
}
