package id.mpp.kiosk.web;

import id.mpp.kiosk.booking.SampleBookings;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.queue.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The devices as the routes see them. Nothing of it waits for a device.
 *
 * @param health all devices, in a lasting order
 * @param helpAnswered the call for help at the kiosk is answered: somebody goes there
 * @param loudspeaker whether a zone has a loudspeaker of its own, so that its boards are to be silent
 * @param announcements the voice for boards
 * @param virtual null where all devices are real
 * @param samples null where there are no sample bookings
 */
public record DevicePorts(
        Supplier<List<DeviceHealth>> health,
        Runnable helpAnswered,
        Predicate<ZoneId> loudspeaker,
        Announcements announcements,
        @Nullable VirtualDevices virtual,
        @Nullable SampleBookings samples) {}
