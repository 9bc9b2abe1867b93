package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.lineage.Remains;
import id.mpp.wire.Chain;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal whatever is damaged of it, in place, without SQLite and without writing: rows are looked for on all
 * pages, and an event is believed where the chain says so, or where the one before it is lost. One thread.
 */
public final class Salvage implements Remains, AutoCloseable {
    /** Of journals of this program, and of older ones. */
    private static final List<Integer> PAGE_BYTES = List.of(JournalFile.PAGE_BYTES, 4_096, 1_024);
    /** Earlier events are of no use to a hall. */
    private static final int WINDOW = 400_000;

    private static final int MOST_ANSWERS = AnswerTable.MOST * 2;
    /** Stored bytes that are read again and again while their neighbours are judged. */
    private static final int KEPT = 64;
    /** Where no row tells how much an event takes. */
    private static final int TYPICAL_BYTES = 1_000;

    private static final int SAMPLE = 50;
    /** In so many bytes an event has said of what type it is. */
    private static final int HEAD = 400;

    private static final String TYPE = "\"type\":\"";

    /** A row as it stands there. */
    private record Stored(byte[] body, byte[] chain) {}

    private final RawPages pages;
    private final RawRows rows;
    private final Chain chain = new Chain();
    private final List<Long> answers;
    private final Map<Long, @Nullable Stored> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, @Nullable Stored> eldest) {
            return size() > KEPT;
        }
    };
    private long first = 1;
    private long[] places = new long[0];
    private String installation = "";
    private long behind;
    private final long lostBehind;

    /** What a pass over all pages has found. */
    private static final class Index {
        private long[] ids = new long[1024];
        private long[] places = new long[1024];
        private int count;
        private final TreeMap<Long, Long> answers = new TreeMap<>();

        void row(long id, long place, RawRows.Kind kind) {
            if (kind != RawRows.Kind.EVENT) {
                answers.put(id, place);
                if (answers.size() > MOST_ANSWERS) {
                    answers.pollFirstEntry();
                }
                return;
            }
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            ids[count] = id;
            places[count++] = place;
        }
    }

    /** @throws IOException where the disk cannot be read */
    public static Salvage of(Path file) throws IOException {
        int said = RawPages.saidPageBytes(file);
        Salvage best = null;
        for (int pageBytes : said > 0 ? List.of(said) : PAGE_BYTES) {
            Salvage one = new Salvage(file, pageBytes);
            if (best == null || one.places.length > best.places.length) {
                if (best != null) {
                    best.close();
                }
                best = one;
            } else {
                one.close();
            }
        }
        if (best == null) {
            throw new AssertionError("one size at least was tried");
        }
        return best;
    }

    private Salvage(Path file, int pageBytes) throws IOException {
        pages = RawPages.open(file, pageBytes);
        rows = new RawRows(pages);
        Index index = new Index();
        rows.scan(index::row);
        answers = List.copyOf(index.answers.values());
        long last = last(index);
        first = Math.max(1, last - WINDOW + 1);
        places = new long[last == 0 ? 0 : (int) (last - first + 1)];
        for (int i = 0; i < index.count; i++) {
            if (index.ids[i] >= first && index.ids[i] <= last) {
                places[(int) (index.ids[i] - first)] = index.places[i];
            }
        }
        installation = mostlyOf();
        trim();
        lostBehind = lost(file, index.count);
    }

    /** The highest number that its own event confirms. */
    private long last(Index index) throws IOException {
        long[] order = Arrays.copyOf(index.ids, index.count);
        Arrays.sort(order);
        Map<Long, Long> latest = new HashMap<>();
        for (int from = Math.max(0, index.count - 1); from >= 0 && index.count > 0; from--) {
            long id = order[from];
            for (int i = index.count - 1; i >= 0 && !latest.containsKey(id); i--) {
                if (index.ids[i] == id) {
                    latest.put(id, index.places[i]);
                }
            }
            Stored stored = stored(rows.values(latest.getOrDefault(id, 0L)));
            EventEnvelope event = stored == null ? null : decoded(stored);
            if (event != null && event.seq() == id) {
                return id;
            }
        }
        return 0;
    }

    private String mostlyOf() {
        Map<String, Integer> votes = new TreeMap<>();
        int asked = 0;
        for (long seq = last(); seq >= first && asked < SAMPLE; seq--) {
            Stored stored = stored(seq);
            EventEnvelope event = stored == null ? null : decoded(stored);
            if (event != null && event.seq() == seq) {
                votes.merge(event.installation(), 1, Integer::sum);
                asked++;
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private void trim() {
        int length = places.length;
        while (length > 0 && row(first + length - 1) == null) {
            length--;
        }
        // Behind the last one that can be read there are at most a few that can not.
        behind = (long) places.length - length;
        places = Arrays.copyOf(places, length);
    }

    private long lost(Path file, long found) throws IOException {
        long missing = Math.max(0, RawPages.saidPages(file) - pages.inFile()) * pages.pageBytes();
        long each = found == 0 ? TYPICAL_BYTES : Math.max(1, pages.inFile() * pages.pageBytes() / found);
        return behind + missing / each;
    }

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long last() {
        return places.length == 0 ? 0 : first + places.length - 1;
    }

    @Override
    public long lostBehind() {
        return lostBehind;
    }

    @Override
    public @Nullable Row row(long seq) {
        Stored stored = stored(seq);
        EventEnvelope event = stored == null ? null : decoded(stored);
        if (stored == null
                || event == null
                || event.seq() != seq
                || !event.installation().equals(installation)) {
            return null;
        }
        Stored before = stored(seq - 1);
        boolean believed = seq == 1 ? follows(Chain.start(), seq) : before == null || follows(before.chain(), seq);
        if (!believed && before != null) {
            // The one before may be the damaged one, in its hash or as a whole.
            Stored earlier = stored(seq - 2);
            byte[] start = seq == 2 ? Chain.start() : earlier == null ? null : earlier.chain();
            believed = start == null || follows(chain.next(start, before.body()), seq) || !follows(start, seq - 1);
        }
        return believed ? new Row(event, stored.chain()) : null;
    }

    @Override
    public String type(long seq) {
        Stored stored = stored(seq);
        if (stored == null) {
            return "";
        }
        int length = Math.min(stored.body().length, HEAD);
        String head = new String(stored.body(), 0, length, StandardCharsets.ISO_8859_1);
        int begin = head.indexOf(TYPE) + TYPE.length();
        int end = head.indexOf('"', begin);
        return begin < TYPE.length() || end < 0 ? "" : head.substring(begin, end);
    }

    /**
     * Whether a row follows from the chain before it, or the one after it follows from what this one's hash should be.
     */
    private boolean follows(byte[] previous, long seq) {
        Stored stored = stored(seq);
        if (stored == null) {
            return false;
        }
        byte[] should = chain.next(previous, stored.body());
        Stored after = stored(seq + 1);
        return Arrays.equals(should, stored.chain())
                || (after != null && Arrays.equals(chain.next(should, after.body()), after.chain()));
    }

    private @Nullable Stored stored(long seq) {
        if (seq < first || seq - first >= places.length || places[(int) (seq - first)] == 0) {
            return null;
        }
        if (kept.containsKey(seq)) {
            return kept.get(seq);
        }
        try {
            Stored stored = stored(rows.values(places[(int) (seq - first)]));
            kept.put(seq, stored);
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Stored stored(@Nullable List<Object> columns) {
        return columns != null
                        && columns.size() == 3
                        && columns.get(1) instanceof byte[] body
                        && columns.get(2) instanceof byte[] link
                ? new Stored(body, link)
                : null;
    }

    private static @Nullable EventEnvelope decoded(Stored stored) {
        try {
            return EventCodec.decode(stored.body());
        } catch (EventFormatException e) {
            return null;
        }
    }

    @Override
    public List<Journal.Answer> answers() {
        Map<String, Journal.Answer> sound = new LinkedHashMap<>();
        for (long place : answers) {
            Journal.Answer answer = answer(place);
            if (answer != null) {
                sound.putIfAbsent(answer.key(), answer);
            }
        }
        return List.copyOf(sound.values());
    }

    private Journal.@Nullable Answer answer(long place) {
        try {
            List<Object> columns = rows.values(place);
            if (columns != null && columns.size() == 6) {
                return oldAnswer(columns);
            }
            if (columns != null
                    && columns.size() == 7
                    && columns.get(1) instanceof Long day
                    && columns.get(2) instanceof String key
                    && columns.get(3) instanceof Long status
                    && columns.get(4) instanceof byte[] fingerprint
                    && columns.get(5) instanceof byte[] sum
                    && columns.get(6) instanceof byte[] body) {
                Journal.Answer answer = new Journal.Answer(
                        key, fingerprint, new Desk.StoredReply(status.intValue(), body), day.intValue());
                return Arrays.equals(sum, JournalFile.answerSum(answer, day)) ? answer : null;
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of versions 1 and 2, which knew the time of an answer and not its day. */
    private static Journal.@Nullable Answer oldAnswer(List<Object> columns) {
        if (columns.get(0) instanceof String key
                && columns.get(1) instanceof byte[] fingerprint
                && columns.get(2) instanceof Long status
                && columns.get(3) instanceof byte[] body
                && columns.get(4) instanceof Long at
                && columns.get(5) instanceof byte[] sum) {
            Journal.Answer answer =
                    new Journal.Answer(key, fingerprint, new Desk.StoredReply(status.intValue(), body), 0);
            return Arrays.equals(sum, JournalFile.answerSum(answer, at)) ? answer : null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }
}
