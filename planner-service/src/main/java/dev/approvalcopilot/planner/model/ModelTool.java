package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A function that the model may call.
 *
 * @param name letters, digits, underscores and hyphens, at most 64
 * @param parameters JSON Schema, plain enough for every endpoint; not to be changed
 */
public record ModelTool(String name, String description, ObjectNode parameters) {}
