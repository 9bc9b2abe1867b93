package id.mpp.kiosk.web.board;

import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Sounds;
import id.mpp.kiosk.web.StaffRights;
import id.mpp.program.Workers;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ZoneId;
import id.mpp.web.Account;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import id.mpp.web.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hall display: its picture, its stream, and the sound of its calls. */
final class BoardRoutes implements AutoCloseable {
    /** Of about 200 kB each; boards fetch a call within seconds of each other. */
    private static final int MAX_KEPT_SOUNDS = 16;

    private static final String WAV = ".wav";
    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9]{16,64}");

    /** What is shown beside the calls: lines by language, ids of pictures. */
    private record Beside(Map<String, List<String>> texts, List<String> pictures) {}

    private final Hall hall;
    private final BoardFeed feed;
    private final CallLog log;
    private final Announcements voice;
    private final BoardFolder folder;
    private final Guard guard;
    private final Supplier<Moment> now;
    private final List<String> languages;
    private final Sounds sounds;

    BoardRoutes(
            Hall hall,
            BoardFeed feed,
            CallLog log,
            Announcements voice,
            BoardFolder folder,
            Guard guard,
            Supplier<Moment> now,
            Workers workers) {
        this.folder = folder;
        this.hall = hall;
        this.feed = feed;
        this.log = log;
        this.voice = voice;
        this.sounds = new Sounds("announcements", MAX_KEPT_SOUNDS, workers);
        this.guard = guard;
        this.now = now;
        this.languages = hall.branch().languages();
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/board", ctx -> ctx.contentType("application/json").result(feed.board(zone(ctx))));
        routes.get("/api/v1/board/notices", this::notices);
        routes.get("/api/v1/board/pictures/{picture}", this::picture);
        routes.get("/api/v1/events", this::events);
        routes.get("/api/v1/announcements/{announcement}", this::announcement);
    }

    @Override
    public void close() {
        sounds.close();
    }

    private void notices(Context ctx) {
        BoardFolder.Notices notices = folder.notices();
        JsonBytes.answer(
                ctx,
                new Beside(
                        notices.texts(),
                        notices.pictures().stream().map(Picture::id).toList()));
    }

    private void picture(Context ctx) {
        Picture picture = folder.picture(ctx.pathParam("picture"))
                .orElseThrow(() -> Problem.of(404, "picture-unknown").thrown());
        try {
            byte[] content = BoardPictures.content(picture)
                    .orElseThrow(() -> Problem.of(404, "picture-unknown").thrown());
            ctx.contentType(picture.type())
                    .header("Cache-Control", "private, max-age=86400, immutable")
                    .result(content);
        } catch (IOException e) {
            throw Problem.of(404, "picture-unknown").thrown();
        }
    }

    private void events(Context ctx) {
        Optional<Account> staff = guard.session(ctx).map(Session::account);
        AgencyId agency = staff.map(Account::agency).orElse(null);
        boolean everywhere = staff.isPresent() && staff.get().role() != Role.OFFICER;
        Listener listener =
                new Listener(zone(ctx), staff.isPresent(), everywhere ? null : agency, seat(ctx, staff.orElse(null)));
        feed.open(ctx, listener, ctx.header("Last-Event-ID"), page(ctx, "instead"));
    }

    /** The desk that a page of the staff shows; null for any other page. */
    private @Nullable Seat seat(Context ctx, @Nullable Account account) {
        String text = ctx.queryParam("counter");
        String page = page(ctx, "page");
        if (text == null || page == null || account == null) {
            return null;
        }
        CounterId id = JsonBody.make("counter", text, CounterId::new);
        Counter counter = hall.counter(id)
                .orElseThrow(() -> Problem.of(404, "counter-unknown")
                        .with("counter", id.value())
                        .thrown());
        if (!StaffRights.mayWorkAt(account, counter)) {
            throw Guard.forbidden();
        }
        return new Seat(id, page, account.name());
    }

    private static @Nullable String page(Context ctx, String parameter) {
        String text = ctx.queryParam(parameter);
        if (text != null && !PAGE.matcher(text).matches()) {
            throw JsonBody.wrong(parameter, text, "16 to 64 letters and digits").thrown();
        }
        return text;
    }

    private void announcement(Context ctx) {
        String file = ctx.pathParam("announcement");
        String language = Optional.ofNullable(ctx.queryParam("lang")).orElse(languages.getFirst());
        if (!languages.contains(language)) {
            throw JsonBody.wrong("lang", language, "one of " + String.join(", ", languages))
                    .thrown();
        }
        if (!file.endsWith(WAV)) {
            throw unknown();
        }
        String id = file.substring(0, file.length() - WAV.length());
        Announcements.Announced call = log.announced(id, now.get()).orElseThrow(BoardRoutes::unknown);
        CompletableFuture<Optional<byte[]>> sound = sounds.get(id + " " + language, () -> voice.wav(call, language));
        ctx.future(() -> sound.thenAccept(wav -> ctx.contentType("audio/wav")
                .header("Cache-Control", "private, max-age=600")
                .result(wav.orElseThrow(BoardRoutes::unknown))));
    }

    /** The zone a request is about; null for the whole hall. */
    private @Nullable ZoneId zone(Context ctx) {
        String text = ctx.queryParam("zone");
        if (text == null || text.isEmpty()) {
            return null;
        }
        ZoneId id = JsonBody.make("zone", text, ZoneId::new);
        if (hall.zone(id).isEmpty()) {
            throw Problem.of(404, "zone-unknown").with("zone", id.value()).thrown();
        }
        return id;
    }

    private static RuntimeException unknown() {
        return Problem.of(404, "announcement-unknown").thrown();
    }
}
