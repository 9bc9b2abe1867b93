package id.mpp.hal.printer;

/**
 * What one family of printers can do.
 *
 * @param columns characters of font A (12 dots wide) on a line
 * @param dotsPerLine printable width in dots
 * @param nativeQr whether the printer draws QR codes itself ({@code GS ( k}); otherwise they are sent as a picture
 * @param orderedStatus whether {@code GS r 1} is understood, a status request that is answered in order with the printing.
 *     Where it is not, its bytes would be printed, so it is never sent on trial to an unknown family
 * @param smoothing whether {@code GS b} rounds the steps of enlarged characters
 * @param codePage the character table used for text
 * @param feedBeforeCutLines lines fed before the cut; 0 where the cut command itself feeds to the knife
 */
public record PrinterProfile(
        String name,
        int columns,
        int dotsPerLine,
        boolean nativeQr,
        boolean orderedStatus,
        boolean smoothing,
        CodePage codePage,
        int feedBeforeCutLines) {

    /** Width of a character of font A in dots. */
    static final int CHARACTER_DOTS = 12;

    /** Epson TM-T82 and alike: 80 mm paper, 180 to 203 dpi, QR drawn by the printer. */
    public static final PrinterProfile EPSON_80 =
            new PrinterProfile("epson-80", 48, 576, true, true, true, CodePage.WINDOWS_1252, 0);

    /** Cheap 58 mm printers: no QR, no knife, and often no way back. */
    public static final PrinterProfile GENERIC_58 =
            new PrinterProfile("generic-58", 32, 384, false, false, false, CodePage.ASCII, 4);

    public PrinterProfile {
        if (columns < 16 || columns > 64 || dotsPerLine < columns * CHARACTER_DOTS || dotsPerLine > 832) {
            throw new IllegalArgumentException(
                    "printer profile " + name + ": " + columns + " columns do not fit " + dotsPerLine + " dots");
        }
        if (feedBeforeCutLines < 0 || feedBeforeCutLines > 10) {
            throw new IllegalArgumentException("printer profile " + name + ": feed before cut must be 0 to 10 lines");
        }
    }

    /** The built-in profile of that name. */
    public static PrinterProfile named(String name) {
        for (PrinterProfile profile : new PrinterProfile[] {EPSON_80, GENERIC_58}) {
            if (profile.name.equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException(
                "unknown printer profile \"" + name + "\"; known are " + EPSON_80.name + " and " + GENERIC_58.name);
    }
}
