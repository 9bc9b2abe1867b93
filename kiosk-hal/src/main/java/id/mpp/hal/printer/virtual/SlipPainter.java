package id.mpp.hal.printer.virtual;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows what a printer makes of bytes, without a wire, for previews and measurements. The bytes go through the same
 * decoder and onto the same paper as those that a {@link VirtualPrinter} receives.
 */
public final class SlipPainter {

    private SlipPainter() {}

    /**
     * The slips that come out, in order. Paper that was not cut off is not among them. Questions in the bytes are not
     * answered.
     *
     * @param bytes at most {@value VirtualPrinter#FULL_ROLL_MM} mm of print; what comes after the end of the roll is
     *     ignored
     */
    public static List<PrintedSlip> paint(PaperWidth paper, byte[] bytes) {
        List<PrintedSlip> slips = new ArrayList<>();
        Firmware firmware = new Firmware(paper, Dialect.EPSON, VirtualPrinter.FULL_ROLL_MM, slips::add, _ -> {});
        for (byte b : bytes) {
            firmware.receive(b & 0xFF);
        }
        return slips;
    }
}
