package id.mpp.kiosk.web.hall;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.web.Sounds;
import id.mpp.program.Workers;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketNumber;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.wire.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The voice of the kiosk's spoken guide. It says what stands in the page's message files and in the catalogue, ticket
 * numbers and counts; a text from outside it never says. The name of a discreet service is not for other ears, so the
 * guide points at the screen instead.
 */
final class GuideRoutes implements AutoCloseable {
    /** The screens of one visit and their commonest buttons. */
    private static final int MAX_KEPT_SOUNDS = 32;

    private static final Pattern NAME = Pattern.compile("([a-z]+)\\.([A-Za-z0-9.-]{1,80})\\.wav");
    private static final Pattern COUNT = Pattern.compile("\\d{1,3}");
    /** Of the pad on which a booking's code is typed. */
    private static final Pattern KEY = Pattern.compile("[A-Z0-9]");

    private final Hall hall;
    private final Announcements voice;
    private final List<String> languages;
    private final Map<String, Map<String, String>> messages = new HashMap<>();
    private final Sounds sounds;

    GuideRoutes(Hall hall, Announcements voice, Workers workers) {
        this.hall = hall;
        this.voice = voice;
        this.sounds = new Sounds("guide", MAX_KEPT_SOUNDS, workers);
        this.languages = hall.branch().languages();
        languages.forEach(language -> messages.put(language, messages(language)));
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/guide/{sentence}", this::sentence);
    }

    @Override
    public void close() {
        sounds.close();
    }

    private void sentence(Context ctx) {
        String language = Optional.ofNullable(ctx.queryParam("lang")).orElse(languages.getFirst());
        if (!languages.contains(language)) {
            throw JsonBody.wrong("lang", language, "one of " + String.join(", ", languages))
                    .thrown();
        }
        var name = NAME.matcher(ctx.pathParam("sentence"));
        if (!name.matches()) {
            throw unknown();
        }
        String words = words(name.group(1), name.group(2), language).orElseThrow(GuideRoutes::unknown);
        CompletableFuture<Optional<byte[]>> sound =
                sounds.get(language + " " + words, () -> voice.sentence(words, language));
        ctx.future(() -> sound.thenAccept(wav -> ctx.contentType("audio/wav")
                .header("Cache-Control", "private, max-age=600")
                .result(wav.orElseThrow(Sounds::unavailable))));
    }

    /** What is said, empty for nothing: of a kind ({@code kiosk}, {@code agency}, …) that one. */
    Optional<String> words(String kind, String what, String language) {
        return switch (kind) {
            case "kiosk" -> message("kiosk." + what, language);
            case "agency" ->
                hall.agency(JsonBody.make("sentence", what, AgencyId::new))
                        .map(agency -> agency.name().in(language));
            case "service" ->
                hall.service(JsonBody.make("sentence", what, ServiceId::new)).map(service -> words(service, language));
            case "number" ->
                Optional.of(voice.spelled(
                        JsonBody.make("sentence", what, TicketNumber::parse).toString(), language));
            case "key" -> KEY.matcher(what).matches() ? Optional.of(voice.spelled(what, language)) : Optional.empty();
            case "count" -> COUNT.matcher(what).matches() ? Optional.of(what) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What must be known before a number is taken: name, fee, and what to bring. */
    private String words(ServiceType service, String language) {
        if (service.discreet()) {
            return text("kiosk.guide.discreet", language);
        }
        StringBuilder words = new StringBuilder(service.name().in(language))
                .append(". ")
                .append(text("kiosk.fee", language))
                .append(": ")
                .append(service.fee().in(language))
                .append(". ");
        if (!service.requirements().isEmpty()) {
            words.append(text("kiosk.bring", language)).append(' ');
            words.append(String.join(
                    ", ",
                    service.requirements().stream().map(one -> one.in(language)).toList()));
        }
        return words.toString();
    }

    /** A sentence of the page; one with places to fill is not a sentence yet. */
    private Optional<String> message(String key, String language) {
        return Optional.ofNullable(messages.getOrDefault(language, Map.of()).get(key))
                .filter(sentence -> sentence.indexOf('{') < 0);
    }

    private String text(String key, String language) {
        return message(key, language)
                .orElseThrow(
                        () -> new IllegalStateException("no text '" + key + "' in messages/" + language + ".json"));
    }

    private static Map<String, String> messages(String language) {
        String file = "/messages/" + language + ".json";
        try (InputStream in = GuideRoutes.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        file + " is not in the program; is '" + language + "' a language of it?");
            }
            return Json.mapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(file + " is damaged", e);
        }
    }

    private static RuntimeException unknown() {
        return Problem.of(404, "sentence-unknown").thrown();
    }
}
