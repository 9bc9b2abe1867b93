package id.mpp.kiosk.disk;

import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The disk, told as a device is: to everybody who looks after devices, and only where there is something to tell. Any
 * thread.
 */
public final class StorageHealth {
    private static final String STORAGE = "storage";

    private final Supplier<Journal.@Nullable Fault> fault;
    private final DiskReserve reserve;
    private final HardwareTexts texts;

    /** @param fault why the journal cannot be written; null where it can */
    public StorageHealth(Supplier<Journal.@Nullable Fault> fault, DiskReserve reserve, HardwareTexts texts) {
        this.fault = fault;
        this.reserve = reserve;
        this.texts = texts;
    }

    /** Empty where all is well. */
    public Optional<DeviceHealth> now() {
        Journal.Fault why = fault.get();
        if (why != null) {
            String word = switch (why) {
                case FULL -> "full";
                case READ_ONLY -> "read-only";
                case FAILING, DAMAGED -> "failing";
            };
            return Optional.of(new DeviceHealth(
                    STORAGE, STORAGE, false, "online", "error", List.of(word), texts.everywhere("storage." + word)));
        }
        return reserve.given()
                ? Optional.of(new DeviceHealth(
                        STORAGE,
                        STORAGE,
                        true,
                        "online",
                        "idle",
                        List.of("reserve"),
                        texts.everywhere("storage.reserve", reserve.tickets())))
                : Optional.empty();
    }
}
