package id.mpp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Branch;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Text;
import id.mpp.queue.Zone;
import id.mpp.queue.ZoneId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a hall catalogue (schema 1, JSON). Every error names the entry, the field, what stands there and what is
 * expected. Fields this version does not know are left alone: an older kiosk reads a newer catalogue.
 */
public final class CatalogReader {
    /** The largest catalogue that is read, as on its topic. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String SAMPLE = "/catalog/sample-hall.json";
    private static final int DEFAULT_WAIT_TARGET_MINUTES = 30;
    private final JsonNode root;
    /** What was left out; null where nothing may be. */
    private final @Nullable List<String> leftOut;

    private CatalogReader(JsonNode root, @Nullable List<String> leftOut) {
        this.root = root;
        this.leftOut = leftOut;
    }

    /**
     * The usable part of a catalogue.
     *
     * @param leftOut a sentence for each entry that is not usable
     */
    public record Usable(Hall hall, List<String> leftOut) {
        public Usable {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** @throws CatalogException with one line that says what to mend */
    public static Hall read(Path file) throws CatalogException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CatalogException(file + ": a catalogue has at most " + MAX_BYTES + " bytes");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CatalogException(
                    "cannot read the catalogue " + file + " (" + e + "); check the path and its permissions");
        }
    }

    /** The sample hall that comes with the program. */
    public static Hall sample() {
        try (InputStream in = CatalogReader.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(SAMPLE + " is not in the program");
            }
            return parse("the sample hall", in.readAllBytes());
        } catch (IOException | CatalogException e) {
            throw new IllegalStateException("the sample hall is damaged", e);
        }
    }

    public static Hall parse(String source, byte[] json) throws CatalogException {
        return hall(source, json, null);
    }

    /** Reads as much as is usable: an entry with a mistake is left out, and so is what stands on it alone. */
    public static Usable usable(String source, byte[] json) throws CatalogException {
        List<String> leftOut = new ArrayList<>();
        Hall hall = hall(source, json, leftOut);
        return new Usable(hall, leftOut);
    }

    private static Hall hall(String source, byte[] json, @Nullable List<String> leftOut) throws CatalogException {
        try {
            JsonNode root = Json.mapper().readTree(json);
            if (root.path("schema").asInt() != 1) {
                throw new CatalogException(
                        "schema must be 1; got '" + root.path("schema").asText() + "'");
            }
            return new CatalogReader(root, leftOut).hall();
        } catch (IOException | IllegalArgumentException | DateTimeException | CatalogException e) {
            throw new CatalogException("the catalogue " + source + " is not usable: " + e.getMessage());
        }
    }

    private Hall hall() throws CatalogException {
        CalendarReader calendars = new CalendarReader(root);
        List<Zone> zones = new ArrayList<>();
        for (JsonNode zone : list(root, "zones", "catalogue")) {
            entry(() -> zones.add(new Zone(new ZoneId(text(zone, "id", "a zone")), name(zone, "name", "a zone"))));
        }
        List<Agency> agencies = new ArrayList<>();
        List<ServiceType> services = new ArrayList<>();
        for (JsonNode node : list(root, "agencies", "catalogue")) {
            entry(() -> {
                Agency agency = agency(node, calendars);
                require(zones.stream().map(Zone::id).toList(), agency.zone(), "zone", "agency " + agency.id());
                List<JsonNode> own = new ArrayList<>();
                list(node, "services", "agency " + agency.id()).forEach(own::add);
                agencies.add(agency);
                for (JsonNode service : own) {
                    entry(() -> services.add(service(service, agency)));
                }
            });
        }
        List<Counter> counters = new ArrayList<>();
        List<ServiceId> known = services.stream().map(ServiceType::id).toList();
        for (JsonNode node : list(root, "counters", "catalogue")) {
            entry(() -> {
                Counter counter = counter(node);
                String where = "counter " + counter.id();
                require(zones.stream().map(Zone::id).toList(), counter.zone(), "zone", where);
                require(agencies.stream().map(Agency::id).toList(), counter.agency(), "agency", where);
                counters.add(withKnown(counter, known, where));
            });
        }
        return new Hall(branch(root.path("branch")), calendars.hall(), zones, agencies, services, counters);
    }

    /** Reads one entry; where a part may be left out, a mistake leaves it out. */
    private void entry(Entry entry) throws CatalogException {
        try {
            entry.read();
        } catch (CatalogException | IllegalArgumentException | DateTimeException e) {
            if (leftOut == null) {
                throw e;
            }
            leftOut.add(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Entry {
        void read() throws CatalogException;
    }

    private static <T> void require(List<T> known, T id, String what, String where) throws CatalogException {
        if (!known.contains(id)) {
            throw new CatalogException(where + " names the " + what + " '" + id + "', which is not in the catalogue");
        }
    }

    /** Without the services that are left out; with none of its own it serves nobody. */
    private Counter withKnown(Counter counter, List<ServiceId> known, String where) throws CatalogException {
        if (leftOut == null || known.containsAll(counter.services())) {
            return counter;
        }
        List<ServiceId> left =
                counter.services().stream().filter(known::contains).toList();
        if (left.isEmpty()) {
            throw new CatalogException(where + " names only services that are not in the catalogue");
        }
        counter.services().stream()
                .filter(service -> !known.contains(service))
                .forEach(service ->
                        leftOut.add(where + " names the service '" + service + "', which is not in the catalogue"));
        return new Counter(counter.id(), counter.label(), counter.agency(), counter.zone(), left);
    }

    private static Branch branch(JsonNode node) throws CatalogException {
        List<String> languages = new ArrayList<>();
        node.path("languages").forEach(language -> languages.add(language.asText()));
        return new Branch(
                text(node, "id", "branch"),
                name(node, "name", "branch"),
                text(node, "regionName", "branch"),
                text(node, "regionCode", "branch"),
                java.time.ZoneId.of(text(node, "timeZone", "branch")),
                languages.isEmpty() ? List.of("id") : languages,
                number(node, "lastTicketMinutesBeforeClose", "branch", 30),
                node.has("motto") ? name(node, "motto", "branch") : null);
    }

    private static Agency agency(JsonNode node, CalendarReader calendars) throws CatalogException {
        String id = text(node, "id", "an agency");
        String where = "agency " + id;
        return new Agency(
                new AgencyId(id),
                name(node, "name", where),
                new ZoneId(text(node, "zone", where)),
                text(node, "prefix", where),
                text(node, "kind", where),
                calendars.of(node, where),
                number(node, "visitSharePercent", where, 0));
    }

    private static ServiceType service(JsonNode node, Agency agency) throws CatalogException {
        String id = text(node, "id", "a service of agency " + agency.id());
        String where = "service " + id;
        JsonNode quota = node.path("dailyQuota");
        List<Text> requirements = new ArrayList<>();
        for (JsonNode requirement : node.path("requirements")) {
            requirements.add(text(requirement, where));
        }
        return new ServiceType(
                new ServiceId(id),
                agency.id(),
                name(node, "name", where),
                node.path("prefix").asText(agency.prefix()),
                new ServiceType.Promise(
                        Duration.ofMinutes(number(node, "targetMinutes", where, 0)),
                        Duration.ofMinutes(number(node, "waitTargetMinutes", where, DEFAULT_WAIT_TARGET_MINUTES))),
                new ServiceType.Sheet(name(node, "productTime", where), name(node, "fee", where), requirements),
                quota.isNull() || quota.isMissingNode() ? null : Integer.valueOf(number(node, "dailyQuota", where, 0)),
                node.path("discreet").asBoolean(false));
    }

    private static Counter counter(JsonNode node) throws CatalogException {
        String id = text(node, "id", "a counter");
        String where = "counter " + id;
        List<ServiceId> services = new ArrayList<>();
        for (JsonNode service : list(node, "services", where)) {
            services.add(new ServiceId(service.asText()));
        }
        return new Counter(
                new CounterId(id),
                text(node, "label", where),
                new AgencyId(text(node, "agency", where)),
                new ZoneId(text(node, "zone", where)),
                services);
    }

    static JsonNode list(JsonNode node, String field, String where) throws CatalogException {
        JsonNode list = node.path(field);
        if (!list.isArray() || list.isEmpty()) {
            throw new CatalogException(where + ": '" + field + "' must be a list with at least one entry");
        }
        return list;
    }

    static String text(JsonNode node, String field, String where) throws CatalogException {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new CatalogException(where + ": '" + field + "' must be text; got " + show(value));
        }
        return value.asText();
    }

    static int number(JsonNode node, String field, String where, int otherwise) throws CatalogException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new CatalogException(where + ": '" + field + "' must be a whole number; got " + show(value));
        }
        return value.intValue();
    }

    static Text name(JsonNode node, String field, String where) throws CatalogException {
        return text(node.path(field), where + ", '" + field + "'");
    }

    /** A text is a string (Indonesian) or an object by language. */
    static Text text(JsonNode value, String where) throws CatalogException {
        if (value.isTextual()) {
            return Text.of(value.asText());
        }
        if (value.getNodeType() != JsonNodeType.OBJECT) {
            throw new CatalogException(where + " must be text or {\"id\": …, \"en\": …}; got " + show(value));
        }
        Map<String, String> byLanguage = new HashMap<>();
        value.properties()
                .forEach(
                        entry -> byLanguage.put(entry.getKey(), entry.getValue().asText()));
        return new Text(byLanguage);
    }

    private static String show(JsonNode value) {
        return value.isMissingNode() ? "nothing" : "'" + value + "'";
    }
}
