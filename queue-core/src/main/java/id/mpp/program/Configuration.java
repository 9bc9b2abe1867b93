package id.mpp.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program's configuration: a TOML file, each key of which may be overridden by an environment variable
 * ({@code http.port} by {@code MPP_HTTP_PORT}, {@code data.keepDays} by {@code MPP_DATA_KEEP_DAYS}). The program asks
 * for every key it knows and then calls {@link #refuseUnknown()}. What is wrong becomes a
 * {@link ConfigurationException} of one line.
 */
public final class Configuration {
    /** A configuration of ours has some dozen lines. */
    private static final int MAX_FILE_BYTES = 256 * 1024;
    /** Stands in messages where a value may be a secret. */
    public static final String HIDDEN = "(not shown)";

    private final String name;
    private final List<String> lines;
    private final ObjectNode root;
    private final Map<String, String> environment;
    /** Key → what it means for an operator, in the order of the alphabet. */
    private final Map<String, String> asked = new TreeMap<>();

    private Configuration(String name, List<String> lines, ObjectNode root, Map<String, String> environment) {
        this.name = name;
        this.lines = lines;
        this.root = root;
        this.environment = environment;
    }

    /** Reads a file. */
    public static Configuration read(Path file, Map<String, String> environment) throws ConfigurationException {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigurationException(
                        "configuration " + file + " is larger than 256 KiB; is it the right file?");
            }
            return of(file.toString(), Files.readString(file), environment);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "configuration " + file + " does not exist; name an existing file with --config", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "configuration " + file + " cannot be read (" + e.getMessage()
                            + "); make it readable text in UTF-8",
                    e);
        }
    }

    /** An empty one: defaults and environment variables alone. */
    public static Configuration empty(Map<String, String> environment) {
        return new Configuration("(none)", List.of(), JsonNodeFactory.instance.objectNode(), environment);
    }

    /** @param name how the operator knows the text, mostly the file's name */
    public static Configuration of(String name, String toml, Map<String, String> environment)
            throws ConfigurationException {
        try {
            JsonNode tree = new TomlMapper().readTree(toml);
            ObjectNode root = tree instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            return new Configuration(name, toml.lines().toList(), root, environment);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigurationException("configuration " + name + " line " + line + " is not TOML: " + why(e, toml)
                    + "; correct that line");
        }
    }

    /** The reader's words, which quote the text: not where the text may hold a secret. */
    private static String why(JsonProcessingException failure, String toml) {
        return toml.toLowerCase(Locale.ROOT).contains("password") || toml.contains("@")
                ? "the reader's words are not shown, for the file holds a password"
                : failure.getOriginalMessage().lines().findFirst().orElse("");
    }

    /** The name of the environment variable that overrides a key. */
    public static String variable(String key) {
        return "MPP_"
                + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
    }

    public String text(String key, String otherwise) throws ConfigurationException {
        return optionalText(key).orElse(otherwise);
    }

    public Optional<String> optionalText(String key) throws ConfigurationException {
        Optional<String> set = fromEnvironment(key);
        if (set.isPresent()) {
            return set;
        }
        JsonNode node = node(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw wrong(key, node.toString(), "text in quotes");
        }
        return Optional.of(node.textValue());
    }

    /** A text that is never shown: where it is none, or not TOML, no message quotes it. */
    public Optional<String> secret(String key) throws ConfigurationException {
        Optional<String> set = fromEnvironment(key);
        JsonNode node = node(key);
        if (set.isEmpty() && node != null && !node.isTextual()) {
            throw wrong(key, HIDDEN, "text in quotes");
        }
        return set.isPresent() || node == null ? set : Optional.of(node.textValue());
    }

    /**
     * One text or a list of texts; in the environment separated by commas. What is neither is not quoted: an address
     * may hold a password by mistake.
     */
    public List<String> oneOrMore(String key) throws ConfigurationException {
        Optional<String> set = fromEnvironment(key);
        JsonNode node = node(key);
        if (set.isPresent()) {
            return entries(set.get());
        }
        if (node == null) {
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(entries::add);
        } else {
            entries.add(node);
        }
        if (!entries.stream().allMatch(JsonNode::isTextual)) {
            throw wrong(key, HIDDEN, "text in quotes, or a list of such texts");
        }
        return entries.stream().map(JsonNode::textValue).toList();
    }

    /** One of these words. */
    public String oneOf(String key, String otherwise, Collection<String> words) throws ConfigurationException {
        String word = text(key, otherwise);
        if (!words.contains(word)) {
            throw wrong(key, word, "one of " + String.join(", ", words));
        }
        return word;
    }

    public Path path(String key, Path otherwise) throws ConfigurationException {
        Optional<String> text = optionalText(key);
        try {
            return text.map(Path::of).orElse(otherwise);
        } catch (InvalidPathException e) {
            throw wrong(key, text.orElse(""), "a path");
        }
    }

    public int number(String key, int otherwise, int least, int most) throws ConfigurationException {
        String expected = "a whole number from " + least + " to " + most;
        Optional<String> set = fromEnvironment(key);
        long value;
        if (set.isPresent()) {
            try {
                value = Long.parseLong(set.get());
            } catch (NumberFormatException e) {
                throw wrong(key, set.get(), expected);
            }
        } else {
            JsonNode node = node(key);
            if (node != null && !node.isIntegralNumber()) {
                throw wrong(key, node.toString(), expected);
            }
            value = node == null ? otherwise : node.longValue();
        }
        if (value < least || value > most) {
            throw wrong(key, Long.toString(value), expected);
        }
        return (int) value;
    }

    public boolean flag(String key, boolean otherwise) throws ConfigurationException {
        Optional<String> set = fromEnvironment(key);
        if (set.isPresent()) {
            return switch (set.get()) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw wrong(key, set.get(), "true or false");
            };
        }
        JsonNode node = node(key);
        if (node != null && !node.isBoolean()) {
            throw wrong(key, node.toString(), "true or false");
        }
        return node == null ? otherwise : node.booleanValue();
    }

    /**
     * The texts of a table whose keys are names of the operator's own, by these names. The environment overrides what
     * the file has, and adds: there {@code display.loket-02} is {@code MPP_DISPLAY_LOKET_02}, so a name that is not in
     * the file may hold a-z, 0-9 and '-'.
     */
    public Map<String, String> texts(String table) throws ConfigurationException {
        JsonNode node = node(table);
        if (node != null && !node.isObject()) {
            throw wrong(table, node.toString(), "a table of names and texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> added = new TreeMap<>(environment);
        for (Map.Entry<String, JsonNode> entry :
                node == null ? Set.<Map.Entry<String, JsonNode>>of() : node.properties()) {
            String key = table + "." + entry.getKey();
            added.remove(variable(key));
            String set = fromEnvironment(key).orElse(entry.getValue().textValue());
            if (set == null) {
                throw wrong(key, entry.getValue().toString(), "text in quotes");
            }
            texts.put(entry.getKey(), set);
        }
        String prefix = variable(table) + "_";
        added.forEach((variable, value) -> {
            if (variable.startsWith(prefix)) {
                String name = variable.substring(prefix.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                asked.put(table + "." + name, variable);
                texts.put(name, value);
            }
        });
        return texts;
    }

    /** A list of texts; in the environment separated by commas. */
    public List<String> list(String key, List<String> otherwise) throws ConfigurationException {
        Optional<String> set = fromEnvironment(key);
        if (set.isPresent()) {
            return entries(set.get());
        }
        JsonNode node = node(key);
        if (node == null) {
            return otherwise;
        }
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : node) {
            entries.add(entry.asText());
        }
        if (!node.isArray() || entries.size() != node.size()) {
            throw wrong(key, node.toString(), "a list of texts");
        }
        return entries;
    }

    private static List<String> entries(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** The problem of a key whose value the program refuses for a reason of its own. */
    public ConfigurationException wrong(String key, String value, String expected) {
        boolean overridden = environment.containsKey(variable(key));
        String where = overridden ? "environment variable " + variable(key) : name + lineOf(key);
        return new ConfigurationException("configuration key " + key + " is " + quoted(value) + " (" + where
                + "); expected " + expected + "; correct it and start again");
    }

    /** Refuses keys of the file that the program did not ask for; to be called after the last question. */
    public void refuseUnknown() throws ConfigurationException {
        List<String> unknown = new ArrayList<>();
        collect("", root, unknown);
        unknown.removeAll(asked.keySet());
        if (!unknown.isEmpty()) {
            String key = unknown.getFirst();
            throw new ConfigurationException("configuration key " + key + " (" + name + lineOf(key)
                    + ") is not known; known keys: " + String.join(", ", asked.keySet()) + "; remove or correct it");
        }
    }

    /** The keys the program asked for. */
    public Collection<String> keys() {
        return List.copyOf(asked.keySet());
    }

    private Optional<String> fromEnvironment(String key) {
        asked.put(key, variable(key));
        return Optional.ofNullable(environment.get(variable(key)));
    }

    private @Nullable JsonNode node(String key) {
        asked.put(key, variable(key));
        JsonNode node = root.at("/" + key.replace('.', '/'));
        return node.isMissingNode() ? null : node;
    }

    private static void collect(String prefix, JsonNode node, List<String> into) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(key + ".", entry.getValue(), into);
            } else {
                into.add(key);
            }
        });
    }

    /** The first line that sets something of this name; the TOML reader does not keep lines. */
    private String lineOf(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(last) || line.startsWith(key) || line.startsWith("\"" + last)) {
                return " line " + (i + 1);
            }
        }
        return "";
    }

    private static String quoted(String value) {
        return value.startsWith("\"") ? value : "'" + value + "'";
    }
}
