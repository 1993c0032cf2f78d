package dev.approvalcopilot.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that should not happen: a forged grant, an unknown tool, a digest that does not fit.
 *
 * @param code stable, snake_case
 * @param detail fixed text; never input
 * @param subject action or run id where one is known, else a fresh id
 * @param principal OIDC {@code sub} where one is believed; may be null
 */
public record SecurityEvent(Service service, String code, String detail, UUID subject, String principal, Instant at)
        implements Event {

    @Override
    public String key() {
        return subject.toString();
    }
}
