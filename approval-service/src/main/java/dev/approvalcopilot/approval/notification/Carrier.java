package dev.approvalcopilot.approval.notification;

import java.util.Set;

/** Brings messages to people over one channel. A bean for each channel. */
public interface Carrier {
    Channel channel();

    /** Names of the configured endpoints; one empty name where people have addresses of their own, none when it is off. */
    Set<String> endpoints();

    /** Whether each person gets a message of their own. */
    boolean isPersonal();

    /** Tries once. It takes less than a minute. */
    Delivery deliver(String endpoint, Message message);
}
