package dev.approvalcopilot.approval.notification.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.approval.notification.Until;

/**
 * The body of an incoming webhook: a section of plain text and one button that opens the page. {@code text} is what a phone
 * shows before the message is opened.
 */
final class SlackText {
    /** Slack's limit for a text is 3,000 characters; what is longer here is no title. */
    private static final int MAX_PART = 300;

    private SlackText() {}

    static String json(Message message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("text", inert(message.subject()));
        body.put("mrkdwn", false);
        body.put("parse", "none");
        body.put("link_names", false);
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        var blocks = body.putArray("blocks");
        text(blocks.addObject().put("type", "section").putObject("text"), words(message));
        var button =
                blocks.addObject().put("type", "actions").putArray("elements").addObject();
        button.put("type", "button").put("url", message.link().toString());
        text(button.putObject("text"), "Open the page");
        return body.toString();
    }

    private static void text(ObjectNode into, String words) {
        into.put("type", "plain_text").put("text", words).put("emoji", false);
    }

    private static String words(Message message) {
        return inert(message.subject()) + "\n"
                + inert(message.tool() + " " + message.kind().words() + ".") + "\n"
                + inert("Asked by " + message.agent() + " for " + message.principal() + ", account at "
                        + message.connection() + ".")
                + (message.kind().isDecision() ? "\nUntil " + Until.words(message.expiresAt()) + "." : "");
    }

    /** The three characters by which Slack knows links, mentions and entities. */
    private static String inert(String text) {
        return shortened(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_PART) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_PART)) + "…";
    }
}
