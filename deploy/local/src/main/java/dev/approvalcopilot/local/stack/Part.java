package dev.approvalcopilot.local.stack;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What one stack process can start: two real servers and three stand-ins. */
public enum Part {
    KAFKA(13),
    POSTGRES(15),
    AUTH0(10),
    MODEL(11),
    PROVIDERS(12);

    private final int portOffset;

    Part(int portOffset) {
        this.portOffset = portOffset;
    }

    /** Added to the installation's port base. */
    int portOffset() {
        return portOffset;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Part byId(String id) {
        for (var part : values()) {
            if (part.id().equals(id)) {
                return part;
            }
        }
        throw new IllegalArgumentException("no part of the stack is called " + id);
    }

    public static Set<Part> all() {
        return EnumSet.allOf(Part.class);
    }
}
