package id.mpp.server.sqlite.alarm;

import org.jdbi.v3.core.Handle;

/**
 * Says which halls have room of their own for alarms and evidence. The first {@link #MOST_HALLS} have. Whoever invents
 * more halls shares the place of the empty name, together with everything that belongs to no hall.
 */
public final class HallPlaces {
    /**
     * Twice the malls that the country plans. Each hall may fill its place, so their number limits the use of the disk.
     */
    public static final int MOST_HALLS = 1_000;

    /** The place for everything that nobody can attribute to a hall. */
    public static final String SHARED = "";

    private HallPlaces() {}

    /** The hall's own place, which is made where there is room for one more, or else {@link #SHARED}. */
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
