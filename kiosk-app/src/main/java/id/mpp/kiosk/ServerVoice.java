package id.mpp.kiosk;

import id.mpp.file.PrivateFile;
import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.sync.ServerWord;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.wire.Messages.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kiosk does at the server's word: a journal that goes on with another one goes on above the numbers that the
 * server knows of, and a journal that is proved to be a copy is put down as {@link ForkEvidence}, at which the next
 * start begins another journal.
 */
final class ServerVoice implements ServerWord {
    private static final Logger LOG = LoggerFactory.getLogger(ServerVoice.class);
    private static final String RAISED = "numbers-of-server";
    private static final String REASON = "nomor yang diketahui server";
    private static final ActorId SERVER = new ActorId("server");
    /** Of one prefix, once a day: what a forged word can waste, and more than a hall issues in a day. */
    private static final int MOST_SKIPPED = 1_000;

    private final Desk desk;
    private final Set<String> prefixes;
    private final String installation;
    private final boolean child;
    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> end;
    private final String raised;
    private @Nullable Numbers seen;
    private int seenIn;
    private volatile int raisedIn;
    private int keptIn;

    /**
     * @param child whether the journal goes on with another one
     * @param folder of the data
     * @param end ends the program, to be started again, with one line
     */
    ServerVoice(
            Desk desk,
            Hall hall,
            String installation,
            boolean child,
            Path folder,
            InstantSource clock,
            Consumer<String> end) {
        this.desk = desk;
        this.installation = installation;
        this.child = child;
        this.folder = folder;
        this.clock = clock;
        this.end = end;
        prefixes = hall.services().stream().map(ServiceType::prefix).collect(Collectors.toSet());
        raised = raisedBefore(folder.resolve(RAISED));
    }

    private static String raisedBefore(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            LOG.warn("the file " + file + " cannot be read; the server's numbers are heard once more", e);
            return "";
        }
    }

    /** Once in a day; a word that is no news costs nothing. */
    @Override
    public void numbers(Numbers numbers) {
        Day day = desk.view().day();
        keep();
        if (!child
                || !day.open()
                || !day.label().equals(numbers.day())
                || raisedIn == day.ordinal()
                || raised.equals(mark(day.ordinal()))
                || (numbers.equals(seen) && seenIn == day.ordinal())) {
            return;
        }
        seen = numbers;
        seenIn = day.ordinal();
        for (String prefix : prefixes) {
            int own = desk.view().tickets().stream()
                    .map(Ticket::number)
                    .filter(number -> number.prefix().equals(prefix))
                    .mapToInt(TicketNumber::value)
                    .max()
                    .orElse(0);
            int through = Math.min(
                    Math.min(numbers.highest().getOrDefault(prefix, 0), own + MOST_SKIPPED), TicketNumber.MAX_VALUE);
            if (through > own) {
                skip(day.ordinal(), prefix, through);
            }
        }
    }

    /** The engine refuses it where the numbers are above it already. */
    private void skip(int ordinal, String prefix, int through) {
        Command command = new Command.SkipNumbers(prefix, through, REASON, SERVER);
        var _ = desk.submit(Desk.Request.ofProgram("server numbers", command)).whenComplete((reply, failure) -> {
            if (Desk.Reply.isDone(reply)) {
                raisedIn = ordinal;
                LOG.info("numbers of {} go on above {}, because the server knows of them", prefix, through);
            }
        });
    }

    /** So that a restart does not hear the same again; where it cannot be kept, it does. */
    private void keep() {
        int ordinal = raisedIn;
        if (ordinal != keptIn) {
            keptIn = ordinal;
            try {
                PrivateFile.replace(folder.resolve(RAISED), mark(ordinal).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.warn("what the server said of numbers could not be kept", e);
            }
        }
    }

    private String mark(int ordinal) {
        return installation + " " + ordinal;
    }

    /**
     * At most once for a journal: where the next start could not begin another one, this one goes on in the hall, and
     * only there.
     */
    @Override
    public void forked(Fork fork) {
        ForkEvidence evidence = ForkEvidence.in(folder);
        String what = "server " + fork.server() + " has event " + fork.seq()
                + " of this kiosk's journal, and this kiosk has not: the journal is a copy of one that went on (a"
                + " restored backup or a copied card)";
        try {
            if (evidence.isAgainst(fork.installation())) {
                LOG.error(what + "; a new journal could not be begun before, so nothing is sent");
                return;
            }
            evidence.putDown(fork, clock.instant());
        } catch (IOException e) {
            LOG.error(what + "; this cannot be put down in " + evidence.file() + ", so nothing is sent", e);
            return;
        }
        end.accept(what + "; the program ends and begins a new journal that goes on with it");
    }
}
