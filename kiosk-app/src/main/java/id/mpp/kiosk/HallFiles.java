package id.mpp.kiosk;

import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.booking.KeyFolder;
import id.mpp.kiosk.booking.ReservationBook;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.program.CatalogFile;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Hall;

/**
 * The files of an administrator, read as the kiosk would read them by somebody who only looks: nothing is kept or
 * changed.
 */
final class HallFiles {
    private final KioskConfig config;
    private final Copies copies;
    private final FileTroubles troubles = new FileTroubles();

    HallFiles(KioskConfig config) {
        this.config = config;
        this.copies = Copies.lookedAt(config.files().data());
    }

    /** The hall that the kiosk would serve. */
    Hall hall() throws ConfigurationException {
        return CatalogFile.read(config.files().catalog(), copies, troubles);
    }

    /** What is wrong with any of the files. */
    FileTroubles check(Hall hall, HardwareTexts texts) {
        var _ = DeviceWiring.slips(config, hall, texts, copies, troubles);
        var _ = KeyFolder.verifier(config.codes().keys(), hall, copies, troubles);
        ReservationBook.open(config.codes().bookings(), hall, copies, troubles).look();
        return troubles;
    }
}
