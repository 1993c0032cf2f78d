package dev.approvalcopilot.support.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Cuts live streams off, cleanly. */
public final class Until {
    private Until() {}

    /** The stream until it ends, or until the other has an item. */
    public static <T> Multi<T> either(Multi<T> stream, Uni<?> end) {
        Multi<Optional<T>> over = Multi.createFrom().item(Optional.empty());
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createBy().concatenating().streams(stream.map(Optional::of), over),
                        end.onItem().transformToMulti(_ -> over))
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }
}
