package id.mpp.wire;

import id.mpp.queue.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names under which events travel: {@code TicketIssued} is {@code id.mpp.ticket.issued.v1}. A changed meaning is a
 * new version with a new record, never a changed record.
 */
public final class EventTypes {
    private static final String PREFIX = "id.mpp.";
    private static final String VERSION = ".v1";
    private static final Map<Class<?>, String> NAMES = names();
    private static final Map<String, Class<? extends Event>> CLASSES = classes();

    private EventTypes() {}

    /** The type of an event, such as {@code id.mpp.ticket.issued.v1}. */
    public static String nameOf(Event event) {
        return nameOf(event.getClass());
    }

    public static String nameOf(Class<? extends Event> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type + " is no event");
        }
        return name;
    }

    /** The record of a type; empty for a type this version does not know. */
    public static Optional<Class<? extends Event>> classOf(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }

    /** All types, in no particular order. */
    public static List<Class<? extends Event>> all() {
        return List.copyOf(CLASSES.values());
    }

    private static Map<Class<?>, String> names() {
        return leaves(Event.class).stream().collect(Collectors.toMap(type -> type, EventTypes::spell));
    }

    private static Map<String, Class<? extends Event>> classes() {
        return leaves(Event.class).stream()
                .collect(Collectors.toMap(EventTypes::spell, type -> type.asSubclass(Event.class)));
    }

    /** The first word is the noun, the others the verb: {@code TicketNoShow} → {@code id.mpp.ticket.no-show.v1}. */
    private static String spell(Class<?> type) {
        String[] words = type.getSimpleName().split("(?<=[a-z])(?=[A-Z])", -1);
        String verb = String.join("-", List.of(words).subList(1, words.length));
        return PREFIX + (words[0] + "." + verb).toLowerCase(Locale.ROOT) + VERSION;
    }

    private static List<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> sub : permitted) {
            leaves.addAll(leaves(sub));
        }
        return leaves;
    }
}
