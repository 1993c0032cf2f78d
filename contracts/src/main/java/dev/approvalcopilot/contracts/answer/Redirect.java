package dev.approvalcopilot.contracts.answer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Answers that say that the thing is elsewhere, such as a renamed repository (RFC 9110 section 15.4). None is followed: the
 * token is for the address of the manifest, and the person approved that place.
 */
final class Redirect {

    /** Ask for the same at another place: here nothing was done. */
    private static final Set<Integer> MOVED = Set.of(301, 307, 308);
    /** Look at another place. After a call that changes something, this is also how a provider says that it was done. */
    private static final Set<Integer> LOOK_THERE = Set.of(302, 303);

    private static final int MAX_LENGTH = 300;

    private Redirect() {}

    static boolean is(int status) {
        return MOVED.contains(status) || LOOK_THERE.contains(status);
    }

    static boolean provesNothingHappened(int status) {
        return MOVED.contains(status);
    }

    /** The address as people may read it, without query and credentials; empty where the answer does not say. */
    static String target(RawAnswer.Answered answer, URI base) {
        try {
            var target = base.resolve(new URI(answer.header("location")));
            boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
            if (answer.header("location").isBlank() || !web || target.getHost() == null) {
                return "";
            }
            var port = target.getPort() < 0 ? "" : ":" + target.getPort();
            return AnswerRules.clean(
                    target.getScheme() + "://" + target.getHost() + port + target.getRawPath(), MAX_LENGTH);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return "";
        }
    }
}
