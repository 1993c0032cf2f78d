package dev.approvalcopilot.local.demo;

import java.util.List;

/** To whom the demo tells what happens. */
public interface Story {

    /** A heading; one that is already past is not told again. */
    void chapter(Chapter chapter);

    void tell(Moment moment);

    /** Somebody's own words. @param who as "ada" or "the agent" */
    void quote(String who, String text);

    /** It ended well. @param shown what was seen, a sentence each @param next what to open or do afterwards */
    void end(List<String> shown, String next);

    /** It did not. @param differences precisely what is not as it should be */
    void fail(List<String> differences);
}
