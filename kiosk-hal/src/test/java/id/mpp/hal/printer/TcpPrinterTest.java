package id.mpp.hal.printer;

import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import org.junit.jupiter.api.AfterEach;

/** A printer with a way back. */
class TcpPrinterTest extends TicketPrinterContract {

    private final VirtualPrinter device = new VirtualPrinter(PaperWidth.MM_80, 0);

    @Override
    TicketPrinter printerWithHealthyDevice() throws Exception {
        device.start();
        return PrinterAddress.parse(device.address()).printer("printer", PrinterProfile.EPSON_80, QuickTiming.get());
    }

    @Override
    Class<? extends PrintResult> success() {
        return PrintResult.Confirmed.class;
    }

    @AfterEach
    void switchOff() {
        device.close();
    }
}
