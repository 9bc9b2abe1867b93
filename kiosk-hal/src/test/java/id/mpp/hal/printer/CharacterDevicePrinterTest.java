package id.mpp.hal.printer;

import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** A character device that answers. It is read and written at the same time over one descriptor. */
class CharacterDevicePrinterTest {

    /** Opened like {@code /dev/usb/lp0}. */
    @Nested
    class ByDeviceFile extends OverPty {
        @Override
        String scheme() {
            return "file";
        }
    }

    /** Opened like {@code /dev/ttyUSB0}, through jSerialComm. */
    @Nested
    class BySerialPort extends OverPty {
        @Override
        String scheme() {
            return "serial";
        }
    }

    abstract static class OverPty extends TicketPrinterContract {

        private final VirtualPrinter device = new VirtualPrinter(PaperWidth.MM_80, 0);
        private final List<PtyBridge> ptys = new ArrayList<>();

        abstract String scheme();

        @Override
        TicketPrinter printerWithHealthyDevice() throws Exception {
            device.start();
            PtyBridge pty = new PtyBridge(device.address());
            ptys.add(pty);
            return PrinterAddress.parse(scheme() + "://" + pty.path())
                    .printer("printer", PrinterProfile.EPSON_80, QuickTiming.get());
        }

        @Override
        Class<? extends PrintResult> success() {
            return PrintResult.Confirmed.class;
        }

        @AfterEach
        void unplug() throws IOException {
            device.close();
            for (PtyBridge pty : ptys) {
                pty.close();
            }
        }
    }
}
