package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import java.time.Instant;
import java.util.Objects;

/**
 * That an action is like a rejected one.
 *
 * @param words the mark
 * @param reason of the rejection; empty for who may not read it
 */
public record LikeMark(String words, Stamp at, InertText reason) {
    /** Null when it is like none. */
    static LikeMark of(ActionDetail.Like like, Instant now) {
        return like == null
                ? null
                : new LikeMark(
                        like.yours() ? "like one you rejected" : "like one that was rejected",
                        Stamp.of(like.at(), now),
                        InertText.line(Objects.requireNonNullElse(like.reason(), "")));
    }
}
