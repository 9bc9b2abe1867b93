package id.mpp.hal.voice;

/**
 * What became of the calls of a zone since the start.
 *
 * @param spoken played to the end
 * @param chimeOnly played to the end without speech; these are among the spoken ones
 * @param stale dropped because they would have come too late
 * @param superseded dropped because the same ticket was called again in the meantime
 * @param overflowed dropped because too many calls waited
 * @param failed begun, and then the loudspeaker broke off or hung
 */
public record AnnouncementCounts(
        long spoken, long chimeOnly, long stale, long superseded, long overflowed, long failed) {}
