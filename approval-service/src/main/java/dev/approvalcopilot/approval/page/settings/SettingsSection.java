package dev.approvalcopilot.approval.page.settings;

import dev.approvalcopilot.approval.page.SignedIn;
import io.quarkus.qute.TemplateInstance;

/** A part of the settings page. Each feature brings its own as a bean; they stand in the order of {@link Place}. */
public interface SettingsSection {
    Place place();

    /** What stands below the heading. It is rendered within the request, so forms have their token. */
    TemplateInstance content(SignedIn person);

    /** Where a section stands, its anchor and its heading. */
    enum Place {
        LIMITS("limits", "Your limits"),
        DELEGATION("delegation", "Who decides for you"),
        ABSENCE("out-of-office", "Out of office"),
        NOTIFICATIONS("notifications", "Notifications"),
        TESTS("tests", "Tests of your attention"),
        KEYBOARD("keyboard", "Keyboard"),
        SESSION("session", "Your session");

        private final String anchor;
        private final String title;

        Place(String anchor, String title) {
            this.anchor = anchor;
            this.title = title;
        }

        public String anchor() {
            return anchor;
        }

        public String title() {
            return title;
        }
    }
}
