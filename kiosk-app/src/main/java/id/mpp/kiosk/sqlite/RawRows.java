package id.mpp.kiosk.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows on the leaves of a database, found by what they look like, whether or not the tree above them is whole. One
 * thread.
 */
final class RawRows {
    private static final int LEAF = 0x0d;
    /** Of a table without row ids, as version 1 kept its answers: rows stand on all its pages. */
    private static final int INDEX_LEAF = 0x0a;

    private static final int INDEX_NODE = 0x02;
    private static final int CHILD_BYTES = 4;
    private static final int FILE_HEADER = 100;
    private static final int LEAF_HEADER = 8;
    /** Nothing that is kept is larger. */
    private static final int MOST_BYTES = 1 << 20;
    /** Of 32 bytes, which chains and sums have. */
    private static final int HASH = 76;

    private static final int OFFSET_BITS = 16;
    /** In a place: the row stands on a page of an index. */
    private static final long OF_INDEX = 1L << 62;
    /** With which each event begins; a snapshot of versions 1 and 2 looks like one but for it. */
    private static final byte[] EVENT = "{\"spec".getBytes(StandardCharsets.US_ASCII);

    private static final int SMALLEST_TEXT = 12;

    /** What a row may be. */
    enum Kind {
        EVENT,
        ANSWER,
        /** Of versions 1 and 2. */
        OLD_ANSWER
    }

    /** What is told of each row that is found. */
    @FunctionalInterface
    interface Found {
        /**
         * @param id a number that grows with the rows, its own where it has one
         * @param place for {@link #values}
         */
        void row(long id, long place, Kind kind);
    }

    private final RawPages pages;

    RawRows(RawPages pages) {
        this.pages = pages;
    }

    /** Goes through all leaves, in the order of the file. */
    void scan(Found found) throws IOException {
        int count = pages.count();
        for (int number = 1; number <= count; number++) {
            byte[] page = pages.page(number);
            int head = number == 1 ? FILE_HEADER : 0;
            if (page == null || (page[head] != LEAF && page[head] != INDEX_LEAF && page[head] != INDEX_NODE)) {
                continue;
            }
            int cells = u16(page, head + 3);
            int header = page[head] == INDEX_NODE ? LEAF_HEADER + CHILD_BYTES : LEAF_HEADER;
            for (int cell = 0; cell < cells && head + header + 2 * cell + 1 < page.length; cell++) {
                int at = u16(page, head + header + 2 * cell);
                if (at < head + header || at >= page.length - CHILD_BYTES) {
                    continue;
                }
                if (page[head] == LEAF) {
                    look(page, number, at, found);
                } else {
                    int from = page[head] == INDEX_NODE ? at + CHILD_BYTES : at;
                    lookInIndex(page, (long) number << OFFSET_BITS | from, from, found);
                }
            }
        }
    }

    private static void look(byte[] page, int number, int at, Found found) {
        Cursor cursor = new Cursor(page, at);
        long length = cursor.number();
        long id = cursor.number();
        if (length < 4 || length > MOST_BYTES || id < 1) {
            return;
        }
        Kind kind = kind(cursor.types(), cursor);
        if (kind != null) {
            found.row(id, (long) number << OFFSET_BITS | at, kind);
        }
    }

    private static void lookInIndex(byte[] page, long place, int at, Found found) {
        Cursor cursor = new Cursor(page, at);
        long length = cursor.number();
        if (length >= 4 && length <= MOST_BYTES && kind(cursor.types(), cursor) == Kind.OLD_ANSWER) {
            found.row(place, place | OF_INDEX, Kind.OLD_ANSWER);
        }
    }

    /** @param cursor behind the types, where the values begin */
    private static @Nullable Kind kind(long[] types, Cursor cursor) {
        if (types.length == 3 && types[0] == 0 && blob(types[1]) && types[2] == HASH && cursor.isAt(EVENT)) {
            return Kind.EVENT;
        }
        boolean answer = types.length == 7
                && types[0] == 0
                && text(types[2])
                && blob(types[4])
                && types[5] == HASH
                && blob(types[6]);
        if (answer) {
            return Kind.ANSWER;
        }
        boolean old = types.length == 6 && text(types[0]) && blob(types[1]) && blob(types[3]) && types[5] == HASH;
        return old ? Kind.OLD_ANSWER : null;
    }

    private static boolean text(long type) {
        return type > SMALLEST_TEXT && type % 2 == 1;
    }

    private static boolean blob(long type) {
        return type >= SMALLEST_TEXT && type % 2 == 0;
    }

    /** The columns of a row: bytes, texts and numbers; null where it cannot be read to its end. */
    @Nullable
    List<Object> values(long place) throws IOException {
        boolean index = (place & OF_INDEX) != 0;
        byte[] page = pages.page((int) ((place & ~OF_INDEX) >> OFFSET_BITS));
        if (page == null) {
            return null;
        }
        Cursor cursor = new Cursor(page, (int) (place & 0xffff));
        int length = (int) cursor.number();
        if (!index) {
            cursor.number();
        }
        byte[] payload = length < 4 || length > MOST_BYTES ? null : payload(page, cursor.at, length, index);
        return payload == null ? null : columns(payload);
    }

    private byte @Nullable [] payload(byte[] page, int at, int length, boolean index) throws IOException {
        int usable = pages.pageBytes();
        int most = index ? (usable - 12) * 64 / 255 - 23 : usable - 35;
        int least = (usable - 12) * 32 / 255 - 23;
        int spilled = least + (length - least) % (usable - 4);
        int local = length <= most ? length : spilled <= most ? spilled : least;
        if (at + local + (local < length ? 4 : 0) > page.length) {
            return null;
        }
        byte[] payload = new byte[length];
        System.arraycopy(page, at, payload, 0, local);
        int have = local;
        int next = local < length ? i32(page, at + local) : 0;
        while (have < length) {
            byte[] more = pages.page(next);
            if (more == null) {
                return null;
            }
            int take = Math.min(length - have, usable - 4);
            System.arraycopy(more, 4, payload, have, take);
            have += take;
            next = i32(more, 0);
        }
        return payload;
    }

    private static @Nullable List<Object> columns(byte[] payload) {
        Cursor cursor = new Cursor(payload, 0);
        long[] types = cursor.types();
        List<Object> values = new ArrayList<>();
        for (long type : types) {
            Object value = cursor.value(type);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int i32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    /** Reads on; beyond the end there are zeros. */
    private static final class Cursor {
        private static final int[] WIDTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
        private static final int MOST_COLUMNS = 16;

        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        private int next() {
            return at < bytes.length ? bytes[at++] & 0xff : 0;
        }

        boolean isAt(byte[] wanted) {
            return at + wanted.length <= bytes.length
                    && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
        }

        /** SQLite's number of one to nine bytes. */
        long number() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                int one = next();
                value = value << 7 | (one & 0x7f);
                if (one < 0x80) {
                    return value;
                }
            }
            return value << 8 | next();
        }

        /** The head of a record; empty where it is none. */
        long[] types() {
            int begin = at;
            long length = number();
            long[] types = new long[MOST_COLUMNS];
            int count = 0;
            while (at - begin < length && count < MOST_COLUMNS && at < bytes.length) {
                types[count++] = number();
            }
            return at - begin == length ? Arrays.copyOf(types, count) : new long[0];
        }

        /** The value of a column, 0 for none; null where it is not there to its end. */
        @Nullable
        Object value(long type) {
            if (type >= SMALLEST_TEXT) {
                int length = (int) Math.min(MOST_BYTES, (type - SMALLEST_TEXT) / 2);
                if (at + length > bytes.length) {
                    return null;
                }
                byte[] value = Arrays.copyOfRange(bytes, at, at + length);
                at += length;
                return type % 2 == 0 ? value : new String(value, StandardCharsets.UTF_8);
            }
            if (type >= WIDTHS.length) {
                return null;
            }
            long value = type == 9 ? 1 : 0;
            for (int i = 0; i < WIDTHS[(int) type]; i++) {
                value = value << 8 | next();
            }
            return value;
        }
    }
}
