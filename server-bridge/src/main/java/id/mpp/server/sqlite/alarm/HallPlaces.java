package id.mpp.server.sqlite.alarm;

import org.jdbi.v3.core.Handle;

/**
 * Which halls have room of their own for alarms and evidence. The first {@link #MOST_HALLS} do; what an inventor of
 * halls sends beyond shares the place of the empty name, with what belongs to no hall.
 */
public final class HallPlaces {
    /** Twice the malls the country plans; each may fill its place, so their number bounds the disk. */
    public static final int MOST_HALLS = 1_000;

    /** The place of what nobody can attribute. */
    public static final String SHARED = "";

    private HallPlaces() {}

    /** The hall's own place, made where there is room for one more, or {@link #SHARED}. */
    public static String of(Handle handle, String branch) {
        if (branch.equals(SHARED) || known(handle, branch)) {
            return branch;
        }
        int halls = handle.createQuery("SELECT COUNT(*) FROM hall_place")
                .mapTo(Integer.class)
                .one();
        if (halls >= MOST_HALLS) {
            return SHARED;
        }
        handle.execute("INSERT INTO hall_place (branch) VALUES (?)", branch);
        return branch;
    }

    private static boolean known(Handle handle, String branch) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM hall_place WHERE branch = ?)")
                .bind(0, branch)
                .mapTo(Boolean.class)
                .one();
    }
}
