package id.mpp.hal.printer;

/** A device that takes everything and says nothing. */
class NullDevicePrinterTest extends TicketPrinterContract {

    @Override
    TicketPrinter printerWithHealthyDevice() {
        return PrinterAddress.parse("file:///dev/null").printer("printer", PrinterProfile.EPSON_80, QuickTiming.get());
    }

    @Override
    Class<? extends PrintResult> success() {
        return PrintResult.Sent.class;
    }
}
