package id.mpp.kiosk.lineage;

import id.mpp.kiosk.desk.Journal;
import id.mpp.wire.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An event of a journal that goes on with another one.
 *
 * @param copied of which event of the other journal it is a copy; null for none
 */
public record Carried(Journal.Entry entry, EventEnvelope.@Nullable Copied copied) {}
