package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;

/** One event of a stream. @param id empty when the stream gives none */
public record ServerSentEvent(String id, String name, String data) {

    /** @throws IllegalStateException when the data is not that */
    public <T> T as(Class<T> type) {
        try {
            return Api.JSON.readValue(data, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the event " + name + " is no " + type.getSimpleName(), e);
        }
    }
}
