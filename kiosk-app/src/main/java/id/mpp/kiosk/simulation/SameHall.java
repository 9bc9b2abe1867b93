package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether hall and server say the same of the hall as it is now, to the unit: the day, who waits where, what every
 * counter does, which agencies are disrupted, and how many numbers are in each state.
 */
final class SameHall {
    private static final Set<String> AT_WORK = Set.of("open", "called", "serving");

    private final List<String> differences = new ArrayList<>();

    /**
     * @param hall what the kiosk tells everybody
     * @param supervision what it tells a supervisor
     * @param numbers what it tells a supervisor of every number
     * @param live what the server tells of the hall
     * @param tickets the latest leg of each ticket of the day at the server
     * @return a sentence for each difference
     */
    static List<String> differences(
            JsonNode hall, JsonNode supervision, JsonNode numbers, JsonNode live, Collection<JsonNode> tickets) {
        SameHall same = new SameHall();
        same.compare("the day", hall.at("/day/label").asText(), live.path("day").asText());
        same.compare(
                "whether the day is open",
                hall.at("/day/open").asText(),
                live.path("open").asText());
        same.compare("who waits by service", waitingHere(hall), waitingThere(live));
        same.compare("what counters do", countersHere(hall), countersThere(hall, live));
        same.compare("disruptions", disruptions(supervision), disruptions(live));
        same.compare("numbers by state", statesHere(numbers), statesThere(tickets));
        same.compare(
                "who is at a counter",
                count(numbers, "called") + count(numbers, "serving"),
                live.path("atCounter").asInt());
        same.compare(
                "who is set aside",
                count(numbers, "parked"),
                live.path("parked").asInt());
        return same.differences;
    }

    private void compare(String what, Object here, Object there) {
        if (!here.equals(there)) {
            differences.add(what + ": " + here + " in the hall, " + there + " at the server");
        }
    }

    private static Map<String, Integer> waitingHere(JsonNode hall) {
        Map<String, Integer> waiting = new TreeMap<>();
        hall.path("services").forEach(service -> put(waiting, service.path("id"), service.path("waiting")));
        return waiting;
    }

    private static Map<String, Integer> waitingThere(JsonNode live) {
        Map<String, Integer> waiting = new TreeMap<>();
        live.path("services").forEach(service -> put(waiting, service.path("service"), service.path("waiting")));
        return waiting;
    }

    private static void put(Map<String, Integer> counts, JsonNode name, JsonNode count) {
        if (count.asInt() > 0) {
            counts.put(name.asText(), count.asInt());
        }
    }

    private static Map<String, String> countersHere(JsonNode hall) {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode counter : hall.path("counters")) {
            String state = counter.path("state").asText();
            states.put(
                    counter.path("id").asText(),
                    (AT_WORK.contains(state) ? "open" : state) + " "
                            + counter.path("number").asText());
        }
        return states;
    }

    /** A counter that was never open is not known there. */
    private static Map<String, String> countersThere(JsonNode hall, JsonNode live) {
        Map<String, String> states = new TreeMap<>();
        hall.path("counters").forEach(counter -> states.put(counter.path("id").asText(), "closed "));
        live.path("counters")
                .forEach(counter -> states.put(
                        counter.path("counter").asText(),
                        counter.path("state").asText() + " "
                                + counter.path("number").asText()));
        return states;
    }

    private static Set<String> disruptions(JsonNode told) {
        Set<String> disruptions = new TreeSet<>();
        told.path("disruptions")
                .forEach(one -> disruptions.add(
                        one.path("agency").asText() + ": " + one.path("reason").asText()));
        return disruptions;
    }

    private static Map<String, Integer> statesHere(JsonNode numbers) {
        Map<String, Integer> states = new TreeMap<>();
        numbers.path("numbers").properties().forEach(state -> {
            if (!state.getKey().equals("issued") && state.getValue().asInt() > 0) {
                states.put(state.getKey(), state.getValue().asInt());
            }
        });
        return states;
    }

    private static Map<String, Integer> statesThere(Collection<JsonNode> tickets) {
        Map<String, Integer> states = new TreeMap<>();
        tickets.forEach(ticket -> states.merge(ticket.path("state").asText(), 1, Integer::sum));
        return states;
    }

    private static int count(JsonNode numbers, String state) {
        return numbers.path("numbers").path(state).asInt();
    }
}
