package id.mpp.queue;

import org.jspecify.annotations.Nullable;

/**
 * The hall's own time line, in milliseconds since its first event: what certainly went by. It never runs backwards and
 * never jumps with a wall clock, so that places in line and ages survive a clock that is put right. Within one boot the
 * monotonic clock counts. From boot to boot the wall counts, from the last moment at which it could be trusted and as
 * soon as it can be trusted again; until then only the time since the new boot does.
 *
 * @param millis the time of the latest event
 * @param last the moment of the latest event; null before the first
 * @param anchor the latest moment whose wall clock could be trusted; null for none
 * @param anchorMillis its time
 */
public record HallTime(
        long millis, @Nullable Moment last, @Nullable Moment anchor, long anchorMillis) {
    static final HallTime START = new HallTime(0, null, null, 0);

    /** The time at {@code now}, never before that of the latest event. */
    public long at(Moment now) {
        if (last == null) {
            return millis;
        }
        long begin = last.boot().equals(now.boot()) ? last.monotonicMillis() : 0;
        long sure = millis + Math.max(0, now.monotonicMillis() - begin);
        return anchor != null && now.trusted() && !anchor.boot().equals(now.boot())
                ? Math.max(
                        sure,
                        anchorMillis + now.wall().toEpochMilli() - anchor.wall().toEpochMilli())
                : sure;
    }

    HallTime advance(Moment now) {
        long reached = at(now);
        return now.trusted()
                ? new HallTime(reached, now, now, reached)
                : new HallTime(reached, now, anchor, anchorMillis);
    }
}
