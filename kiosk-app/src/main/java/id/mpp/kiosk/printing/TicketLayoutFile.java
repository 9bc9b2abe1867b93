package id.mpp.kiosk.printing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import id.mpp.hal.printer.Slip;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.printing.TicketLayout.Block;
import id.mpp.kiosk.printing.TicketLayout.Kind;
import id.mpp.program.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ticket's layout from TOML. What is wrong becomes one line that names file, line, field and what was expected.
 */
public final class TicketLayoutFile {
    private static final String BUILT_IN = "/printing/ticket-layout.toml";
    /** A layout has some hundred lines. */
    public static final int BYTES_AT_MOST = 64 * 1024;

    private static final String HEADER = "[[block]]";

    private final String name;
    private final List<String> lines;
    private final List<String> languages;

    private TicketLayoutFile(String name, String toml, List<String> languages) {
        this.name = name;
        this.lines = toml.lines().toList();
        this.languages = languages;
    }

    /** The layout that comes with the program. */
    public static TicketLayout builtIn(List<String> languages) {
        try (InputStream in = TicketLayoutFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is not in the program");
            }
            return parse(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8), languages);
        } catch (IOException | ConfigurationException e) {
            throw new IllegalStateException(BUILT_IN + " is damaged", e);
        }
    }

    /** @param languages those of the hall: each text of the administrator's own has to be there in all of them */
    public static TicketLayout read(Path file, List<String> languages) throws ConfigurationException {
        try {
            if (Files.size(file) > BYTES_AT_MOST) {
                throw new ConfigurationException(
                        "the ticket layout " + file + " is larger than 64 KiB; is it the right file? (printer.layout)");
            }
            return parse(file.toString(), Files.readString(file), languages);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the ticket layout " + file + " cannot be read (" + e
                            + "); name a readable text file in UTF-8 (printer.layout)",
                    e);
        }
    }

    /** @param name how the administrator knows the text, mostly the file's name */
    public static TicketLayout parse(String name, String toml, List<String> languages) throws ConfigurationException {
        return new TicketLayoutFile(name, toml, languages).layout(toml);
    }

    private TicketLayout layout(String toml) throws ConfigurationException {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(toml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigurationException("ticket layout " + name + " line " + line + " is not TOML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + "; correct that line");
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals("block")) {
                throw wrong(lineOf(0, entry.getKey()), "'" + entry.getKey() + "' is not known", HEADER);
            }
        }
        JsonNode blocks = root.path("block");
        if (!blocks.isArray() || blocks.isEmpty() || blocks.size() > TicketLayout.BLOCKS_AT_MOST) {
            throw wrong(1, blocks.size() + " blocks", "1 to " + TicketLayout.BLOCKS_AT_MOST + " times " + HEADER);
        }
        List<Block> read = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            read.add(block(blocks.get(i), header(i)));
        }
        once(read, Kind.NUMBER);
        once(read, Kind.COPY);
        return new TicketLayout(read);
    }

    private void once(List<Block> blocks, Kind kind) throws ConfigurationException {
        long count = blocks.stream().filter(block -> block.kind() == kind).count();
        if (count != 1) {
            throw wrong(lines.size(), count + " blocks of kind '" + kind.word() + "'", "exactly one");
        }
    }

    private Block block(JsonNode node, int header) throws ConfigurationException {
        Kind kind = word(node, "kind", null, Kind.values(), header);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("kind") && !kind.fields().contains(field.getKey())) {
                throw wrong(
                        lineOf(header, field.getKey()),
                        "field '" + field.getKey() + "' of a block '" + kind.word() + "'",
                        kind.fields().isEmpty()
                                ? "no field but kind"
                                : "one of " + kind.fields().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        int count = kind == Kind.BEEP
                ? number(node, "times", Slip.BEEPS_AT_MOST, header)
                : number(node, "lines", Slip.FEED_AT_MOST, header);
        return new Block(
                kind,
                word(node, "align", Slip.Align.CENTRE, Slip.Align.values(), header),
                word(node, "size", Slip.Size.NORMAL, Slip.Size.values(), header),
                flag(node, "bold", header),
                texts(node.path("text"), kind, header),
                count);
    }

    private <E extends Enum<E>> E word(JsonNode block, String field, @Nullable E otherwise, E[] known, int header)
            throws ConfigurationException {
        JsonNode node = block.path(field);
        if (node.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        for (E value : known) {
            if (node.isTextual() && word(value).equals(node.textValue())) {
                return value;
            }
        }
        throw wrong(
                node.isMissingNode() ? header : lineOf(header, field),
                node.isMissingNode() ? "no field '" + field + "'" : "field '" + field + "' is " + node,
                "one of " + Arrays.stream(known).map(TicketLayoutFile::word).collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private int number(JsonNode block, String field, int most, int header) throws ConfigurationException {
        JsonNode node = block.path(field);
        if (node.isMissingNode()) {
            return 1;
        }
        if (!node.isIntegralNumber() || node.longValue() < 1 || node.longValue() > most) {
            throw wrong(lineOf(header, field), "field '" + field + "' is " + node, "a whole number from 1 to " + most);
        }
        return node.intValue();
    }

    private boolean flag(JsonNode block, String field, int header) throws ConfigurationException {
        JsonNode node = block.path(field);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw wrong(lineOf(header, field), "field '" + field + "' is " + node, "true or false");
        }
        return node.asBoolean(false);
    }

    private Map<String, String> texts(JsonNode node, Kind kind, int header) throws ConfigurationException {
        int line = lineOf(header, "text");
        if (node.isMissingNode()) {
            if (kind == Kind.TEXT) {
                throw wrong(header, "a block 'text' without field 'text'", example());
            }
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : languages) {
            JsonNode text = node.path(language);
            if (!text.isTextual() || text.textValue().length() > TicketLayout.TEXT_AT_MOST) {
                throw wrong(
                        line,
                        "field 'text' has for language '" + language + "' " + (text.isMissingNode() ? "nothing" : text),
                        "at most " + TicketLayout.TEXT_AT_MOST + " characters in quotes, as in " + example());
            }
            texts.put(language, checked(text.textValue(), line));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!languages.contains(entry.getKey())) {
                throw wrong(line, "language '" + entry.getKey() + "'", "one of " + String.join(", ", languages));
            }
        }
        return texts;
    }

    private String checked(String text, int line) throws ConfigurationException {
        try {
            new MessageFormat(HardwareTexts.pattern(text), Locale.ROOT);
            return text;
        } catch (IllegalArgumentException e) {
            throw wrong(line, "field 'text' is \"" + text + "\"", "braces around a number alone, as in {0}");
        }
    }

    private String example() {
        return languages.stream()
                .map(language -> language + " = \"…\"")
                .collect(Collectors.joining(", ", "text = { ", " }"));
    }

    private ConfigurationException wrong(int line, String what, String expected) {
        return new ConfigurationException("ticket layout " + name + " line " + line + ": " + what + "; expected "
                + expected + "; correct it and start again (printer.layout)");
    }

    /** The line of the i-th block's header, from 1; the TOML reader does not keep lines. */
    private int header(int i) {
        int seen = -1;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).replace(" ", "").startsWith(HEADER) && ++seen == i) {
                return line + 1;
            }
        }
        return 1;
    }

    /** The line that sets a field of the block whose header is there. */
    private int lineOf(int header, String field) {
        for (int line = header; line < lines.size(); line++) {
            String text = lines.get(line).strip();
            if (line > header && text.startsWith("[[")) {
                break;
            }
            if (text.startsWith(field) || text.startsWith("\"" + field)) {
                return line + 1;
            }
        }
        return Math.max(1, header);
    }
}
