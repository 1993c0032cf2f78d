package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.FormatKeyword;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.Map;

/**
 * A dialect in which {@code pattern} and {@code format} read no text that is too long anyway: {@code maxLength} beside them
 * refuses it, and that one violation says why. Without a {@code maxLength} a longest length holds that belongs to the keyword.
 */
final class LengthFirst {

    /** Strict JSON takes no more than 64 KiB of all arguments together. */
    private static final int LONGEST_FOR_PATTERN = 64 * 1024;

    /** Formats are read by the validator's own expressions, which go deeper with each character. The address of a page fits. */
    private static final int LONGEST_FOR_FORMAT = 2_048;

    private LengthFirst() {}

    static Dialect in(Dialect dialect) {
        return Dialect.builder(dialect)
                .keyword(new Pattern(dialect.getKeywords().get("pattern")))
                .formatKeywordFactory(Formats::new)
                .build();
    }

    private record Pattern(Keyword keyword) implements Keyword {
        @Override
        public String getValue() {
            return keyword.getValue();
        }

        @Override
        public KeywordValidator newValidator(SchemaLocation at, JsonNode node, Schema schema, SchemaContext context)
                throws Exception {
            var reading = keyword.newValidator(at, node, schema, context);
            return new Held(reading, LONGEST_FOR_PATTERN, this, at, node, schema, context);
        }
    }

    private static final class Formats extends FormatKeyword {
        Formats(Map<String, Format> formats) {
            super(formats);
        }

        @Override
        public KeywordValidator newValidator(SchemaLocation at, JsonNode node, Schema schema, SchemaContext context) {
            var reading = super.newValidator(at, node, schema, context);
            return new Held(reading, LONGEST_FOR_FORMAT, this, at, node, schema, context);
        }
    }

    /** A validator that reads what is short enough. */
    private static final class Held extends BaseKeywordValidator {

        private final KeywordValidator reading;
        private final int longest;
        private final int maxLength;

        Held(
                KeywordValidator reading,
                int longest,
                Keyword keyword,
                SchemaLocation at,
                JsonNode node,
                Schema schema,
                SchemaContext context) {
            super(keyword, node, at, schema, context);
            this.reading = reading;
            this.longest = longest;
            this.maxLength = schema.getSchemaNode().path("maxLength").asInt(Integer.MAX_VALUE);
        }

        @Override
        public void validate(ExecutionContext execution, JsonNode node, JsonNode root, NodePath path) {
            if (!node.isTextual()) {
                reading.validate(execution, node, root, path);
                return;
            }
            var text = node.textValue();
            if (text.codePointCount(0, text.length()) > maxLength) {
                return;
            }
            if (text.length() > longest) {
                execution.addError(tooLong(execution, node, path));
                return;
            }
            reading.validate(execution, node, root, path);
        }

        private com.networknt.schema.Error tooLong(ExecutionContext execution, JsonNode node, NodePath path) {
            return error().instanceNode(node)
                    .instanceLocation(path)
                    .evaluationPath(execution.getEvaluationPath())
                    .message("must be at most {0} characters long")
                    .arguments(longest)
                    .build();
        }

        @Override
        public void walk(ExecutionContext execution, JsonNode node, JsonNode root, NodePath path, boolean validate) {
            if (validate) {
                validate(execution, node, root, path);
            }
        }
    }
}
