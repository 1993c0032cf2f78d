package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest.NothingHappened;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the shipped tools take for a proof that nothing happened is what the provider's page of that one method calls a refusal.
 * Words and statuses are those of the pages that the manifests name.
 */
class DocumentedRefusalsTest {

    private static final ToolCatalog CATALOG = ToolCatalog.load(
            Path.of(System.getProperty("repository.root", "../..")).resolve("tools"));

    /** In the table of errors of every method of Slack, without those that leave open what was done. */
    private static final Set<String> OF_EVERY_SLACK_METHOD = Set.of(
            "access_denied",
            "accesslimited",
            "account_inactive",
            "deprecated_endpoint",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "invalid_arg_name",
            "invalid_arguments",
            "invalid_array_arg",
            "invalid_auth",
            "invalid_charset",
            "invalid_form_data",
            "invalid_post_type",
            "method_deprecated",
            "missing_post_type",
            "missing_scope",
            "no_permission",
            "not_allowed_token_type",
            "not_authed",
            "org_login_required",
            "ratelimited",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
            "two_factor_setup_required");

    private static NothingHappened of(String tool) {
        return CATALOG.find(tool).orElseThrow().manifest().nothingHappened();
    }

    private static List<String> withThoseOfEveryMethod(String own) {
        return Stream.concat(OF_EVERY_SLACK_METHOD.stream(), Stream.of(own.split(" ")))
                .distinct()
                .toList();
    }

    /** Only what these tools send can be refused: words about blocks' syntax, drafts, metadata and attachments are left out. */
    @ParameterizedTest
    @CsvSource({
        "slack.post_message, as_user_not_supported cannot_reply_to_message channel_not_found is_archived message_limit_exceeded"
                + " messages_tab_disabled msg_blocks_too_long no_text not_in_channel rate_limited restricted_action"
                + " restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked"
                + " restricted_action_thread_only_channel slack_connect_canvas_sharing_blocked"
                + " slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked team_not_found",
        "slack.archive_channel, already_archived cant_archive_general cant_archive_required channel_not_found"
                + " method_not_supported_for_channel_type not_in_channel restricted_action",
        "slack.list_channels, invalid_cursor invalid_limit invalid_types method_not_supported_for_channel_type missing_argument"
    })
    void slacksWordsAreThoseOfTheMethodsPage(String tool, String own) {
        assertThat(of(tool).words()).containsExactlyInAnyOrderElementsOf(withThoseOfEveryMethod(own));
    }

    /** 401 and 429 are said for all methods of a provider. GitHub's 400 is a body that is no JSON. */
    @ParameterizedTest
    @CsvSource({
        "github.create_issue, 400 401 403 404 410 422 429",
        "github.comment_on_issue, 400 401 403 404 410 422 429",
        "github.merge_pull_request, 400 401 403 404 405 409 422 429",
        "github.delete_repository, 401 403 404 429",
        "gmail.send_message, 400 401 403 429",
        "calendar.create_event, 400 401 403 404 429",
        "calendar.delete_event, 400 401 403 404 410 412 429",
        "slack.post_message, 429",
        "slack.archive_channel, 429"
    })
    void statusesAreThoseOfTheMethodsPage(String tool, String documented) {
        assertThat(of(tool).statuses())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(documented.split(" ")).map(Integer::valueOf).toList());
    }
}
