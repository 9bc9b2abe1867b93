package id.mpp.hal.printer;

import id.mpp.hal.printer.layout.CodePage;
import java.util.List;

/**
 * What one family of printers can do, as data for the driver.
 *
 * @param columns characters of font A (12 dots wide) on a line
 * @param dotsPerLine printable width in dots
 * @param nativeQr whether the printer draws QR codes itself ({@code GS ( k}); otherwise they are sent as a picture
 * @param orderedStatus whether the family understands {@code GS r 1}, a status request that is answered in order with
 *     the printing; other printers would print its bytes, so it is never sent to an unknown family as a trial
 * @param smoothing whether {@code GS b} rounds the steps of enlarged characters
 * @param buzzer whether {@code ESC B} sounds a buzzer; it is sent only where it is understood
 * @param codePage the character table used for text
 * @param feedBeforeCutLines lines fed before the cut; 0 where the cut command itself feeds to the knife
 * @param status how the family words its status
 */
public record PrinterProfile(
        String name,
        int columns,
        int dotsPerLine,
        boolean nativeQr,
        boolean orderedStatus,
        boolean smoothing,
        boolean buzzer,
        CodePage codePage,
        int feedBeforeCutLines,
        Cut cut,
        StatusTable status) {

    /** Width of a character of font A in dots. */
    static final int CHARACTER_DOTS = 12;

    /** The cut that ends a slip (Epson ESC/POS command reference, GS V). */
    public enum Cut {
        /** GS V 66 0: feeds to the knife and leaves one point uncut, so that no ticket falls to the floor. */
        FEED_AND_PARTIAL,
        /** GS V 65 0: feeds to the knife and cuts through, for printers that hold the ticket out themselves. */
        FEED_AND_FULL,
        /** GS V 1: a partial cut at the present position of the paper. Printers without a knife ignore it. */
        PARTIAL_HERE;

        int[] command() {
            return switch (this) {
                case FEED_AND_PARTIAL -> new int[] {0x1D, 'V', 66, 0};
                case FEED_AND_FULL -> new int[] {0x1D, 'V', 65, 0};
                case PARTIAL_HERE -> new int[] {0x1D, 'V', 1};
            };
        }
    }

    /**
     * Epson TM-T82 and similar printers: 80 mm paper, 180 to 203 dpi, QR drawn by the printer (fact: Epson command
     * reference). Their buzzer is an option with a command of its own, so none is used.
     */
    public static final PrinterProfile EPSON_80 = new PrinterProfile(
            "epson-80",
            48,
            576,
            true,
            true,
            true,
            false,
            CodePage.WINDOWS_1252,
            0,
            Cut.FEED_AND_PARTIAL,
            StatusTable.EPSON);

    /**
     * Cheap 58 mm printers: no QR, no knife, and often no way back. Assumption: {@code ESC B n t} sounds the buzzer of
     * those that have one, and the others skip it, as in the command sets of the usual makers.
     */
    public static final PrinterProfile GENERIC_58 = new PrinterProfile(
            "generic-58", 32, 384, false, false, false, true, CodePage.ASCII, 4, Cut.PARTIAL_HERE, StatusTable.GENERIC);

    /**
     * Citizen PPU-700 and similar printers: kiosk printers with a presenter, which takes a whole cut ticket and holds
     * it out. Assumptions: QR codes go as a picture, because the older models draw none; 80 mm paper at 203 dpi;
     * {@code GS r 1} is answered in order.
     */
    public static final PrinterProfile CITIZEN_KIOSK = new PrinterProfile(
            "citizen-kiosk",
            48,
            576,
            false,
            true,
            false,
            false,
            CodePage.ASCII,
            0,
            Cut.FEED_AND_FULL,
            StatusTable.CITIZEN_PRESENTER);

    private static final List<PrinterProfile> BUILT_IN = List.of(EPSON_80, GENERIC_58, CITIZEN_KIOSK);

    public PrinterProfile {
        if (columns < 16 || columns > 64 || dotsPerLine < columns * CHARACTER_DOTS || dotsPerLine > 832) {
            throw new IllegalArgumentException(
                    "printer profile " + name + ": " + columns + " columns do not fit " + dotsPerLine + " dots");
        }
        if (feedBeforeCutLines < 0 || feedBeforeCutLines > 10) {
            throw new IllegalArgumentException("printer profile " + name + ": feed before cut must be 0 to 10 lines");
        }
    }

    /**
     * Whether a healthy printer of this family reports its status. Many printers of the other families have no way
     * back.
     */
    boolean answers() {
        return orderedStatus;
    }

    /** The names of the built-in profiles. */
    public static List<String> names() {
        return BUILT_IN.stream().map(PrinterProfile::name).toList();
    }

    /** The built-in profile of that name. */
    public static PrinterProfile named(String name) {
        return BUILT_IN.stream()
                .filter(profile -> profile.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown printer profile \"" + name + "\"; known are " + String.join(", ", names())));
    }
}
