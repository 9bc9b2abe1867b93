package id.mpp.queue;

/** How a reservation was checked in with. All of them wait like everybody who is there. */
public enum CheckIn {
    /** In its time, or it names none: its place was kept, so the daily quota did not count. */
    ON_TIME,
    /** After its time: a visit like any other, under the quota. */
    LATE,
    /** A reference of another system that this hall cannot check: a visit like any other, under the quota. */
    REFERENCE
}
