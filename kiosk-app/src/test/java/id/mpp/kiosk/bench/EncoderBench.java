package id.mpp.kiosk.bench;

import id.mpp.hal.printer.EscPosEncoder;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.Slip;
import id.mpp.kiosk.printing.HardwareTexts;
import id.mpp.kiosk.printing.SlipPreview;
import id.mpp.kiosk.printing.TicketSlip;
import id.mpp.queue.Hall;
import id.mpp.queue.Ticket;
import id.mpp.wire.CatalogReader;
import java.time.Instant;

/**
 * Bytes, paper and time of a ticket, from the ticket to its bytes, for each profile. Ends non-zero when a ticket of a printer that
 * draws QR codes has over 1,000 bytes or another one over 9,000 (10 s at 9600 baud), or when fewer than 100 a second are made, which is a hundred printers at work.
 */
final class EncoderBench {
    private static final int TICKETS = 5_000;
    private static final int NATIVE_BYTES_AT_MOST = 1_000;
    private static final int RASTER_BYTES_AT_MOST = 9_000;
    private static final int PER_SECOND_AT_LEAST = 100;
    private static final int BAUD_BYTES = 960;

    private EncoderBench() {}

    /** @param args {@code --full} makes it ten times as many tickets */
    public static void main(String[] args) {
        int tickets = TICKETS * (args.length > 0 && args[0].equals("--full") ? 10 : 1);
        boolean holds = true;
        System.out.printf("%-14s %6s %5s %12s %12s%n", "profile", "bytes", "mm", "s at 9600", "tickets/s");
        for (String profile : PrinterProfile.names()) {
            holds &= measure(PrinterProfile.named(profile), tickets);
        }
        System.out.println("encoder " + (holds ? "holds" : "falls short"));
        System.exit(holds ? 0 : 1);
    }

    private static boolean measure(PrinterProfile profile, int tickets) {
        Hall hall = CatalogReader.sample();
        Ticket ticket = SlipPreview.sample(hall, "id", Instant.parse("2026-11-23T01:14:00Z"));
        TicketSlip slips =
                new TicketSlip(hall, new HardwareTexts(hall.branch().languages()), "http://192.168.10.5:8080");
        EscPosEncoder encoder = new EscPosEncoder(profile);
        make(slips, ticket, encoder, tickets / 4);
        long began = System.nanoTime();
        long bytes = make(slips, ticket, encoder, tickets) / tickets;
        double perSecond = tickets / ((System.nanoTime() - began) / 1e9);
        Slip slip = slips.of(ticket, 0);
        System.out.printf(
                "%-14s %6d %5d %12.1f %12.0f%n",
                profile.name(), bytes, encoder.lengthMm(slip), (double) bytes / BAUD_BYTES, perSecond);
        return bytes <= (profile.nativeQr() ? NATIVE_BYTES_AT_MOST : RASTER_BYTES_AT_MOST)
                && perSecond >= PER_SECOND_AT_LEAST;
    }

    /** The sum of the bytes, so that nothing can be left out as useless. */
    private static long make(TicketSlip slips, Ticket ticket, EscPosEncoder encoder, int tickets) {
        long bytes = 0;
        for (int i = 0; i < tickets; i++) {
            bytes += encoder.encode(slips.of(ticket, 0)).length;
        }
        return bytes;
    }
}
