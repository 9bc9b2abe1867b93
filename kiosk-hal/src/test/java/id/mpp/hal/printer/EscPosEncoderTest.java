package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.Slip.Size;
import id.mpp.hal.printer.layout.CodePage;
import id.mpp.hal.printer.layout.Wrapping;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The bytes, one command on each line. Printable ones are shown as text and others in hex, with an explanation behind
 * each.
 */
class EscPosEncoderTest {

    private static final String WHOLE_TICKET = """
        1B '@'                                | reset
        1D 'a' 0E                             | automatic status, which the reset ended
        1B '3' 1E                             | line pitch 30 dots
        1B 't' 10                             | WPC1252
        1B 'a' 01                             | centre
        1D '!' 01                             | 1 wide, 2 high
        1B 'E' 01                             | bold
        'Mal Pelayanan Publik Segantang Lada' 0A
        1D '!' 00                             | normal size
        1B 'E' 00                             | not bold
        'Kota Tanjung Pinang' 0A
        1B 'a' 00                             | left
        1B '-' 02                             | a rule is underlined space
        '                                                ' 0A
        1B '-' 00
        1B 'a' 01
        'Zona 1 ' 96 ' Perekaman KTP-el' 0A
        1D '!' 'w'                            | 8 wide, 8 high
        1B 'E' 01
        1D 'b' 01                             | smooth
        'A-057' 0A
        1D 'b' 00
        1B 'a' 00
        1D '!' 00
        1B 'E' 00
        'Perkiraan waktu tunggu               25-40 menit' 0A
        1B 'a' 01
        1D '(k' 04 00 '1A2' 00                | QR: model 2
        1D '(k' 03 00 '1C' 08                 | QR: module of 8 dots
        1D '(k' 03 00 '1E1'                   | QR: level M
        1D '(k' 20 00 '1P0' 'http://192.168.10.5:8080/t/ab'
        1D '(k' 03 00 '1Q0'                   | QR: print
        1B 'd' 01                             | feed 1 line
        1D '!' 11                             | 2 wide, 2 high
        1B 'E' 01
        1D 'B' 01                             | white on black
        ' SALINAN 1 ' 0A
        1D 'B' 00
        1D 'V' 42 00                          | feed to the knife, partial cut
        """;

    @Test
    void aWholeTicketIsExactlyTheseBytes() {
        Slip slip = Slip.build()
                .centred("Mal Pelayanan Publik Segantang Lada", Size.TALL, true)
                .centred("Kota Tanjung Pinang")
                .rule()
                .centred("Zona 1 – Perekaman\tKTP-el")
                .big("A-057")
                .row("Perkiraan waktu tunggu", "25-40 menit")
                .qr("http://192.168.10.5:8080/t/ab")
                .feed(1)
                .copyMark("SALINAN 1")
                .slip();

        byte[] bytes = new EscPosEncoder(PrinterProfile.EPSON_80).encode(slip);

        assertEquals(hex(WHOLE_TICKET), HexFormat.of().withUpperCase().formatHex(bytes));
    }

    @Test
    void theNumberIsAsLargeAsThePaperAllows() {
        assertEquals(8, scaleOf("A-057", PrinterProfile.EPSON_80));
        assertEquals(6, scaleOf("A-057", PrinterProfile.GENERIC_58));
        assertEquals(4, scaleOf("AB-12345-XYZ", PrinterProfile.EPSON_80));
    }

    @Test
    void aPrinterWithoutQrGetsAPictureInBandsThatHoldNoRealTimeCommand() {
        byte[] bytes = new EscPosEncoder(PrinterProfile.GENERIC_58)
                .encode(Slip.build().qr(SampleSlips.QR).slip());

        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(all.contains("\u001dv0\u0000"), "no picture in the bytes");
        assertTrue(all.startsWith("\u001b@\u001b3\u001e\u001c."), "Chinese mode is not switched off");
        int picture = all.indexOf("\u001dv0\u0000") + 8;
        assertEquals(-1, all.indexOf('\u0010', picture), "a byte that may begin a real-time command");
    }

    @Test
    void nativeQrKeepsATicketShort() {
        assertTrue(new EscPosEncoder(PrinterProfile.EPSON_80).encode(SampleSlips.ticket("A-057")).length < 1000);
        int raster = new EscPosEncoder(PrinterProfile.GENERIC_58).encode(SampleSlips.ticket("A-057")).length;
        assertTrue(raster > 5000 && raster < 9000, () -> "raster ticket has " + raster + " bytes");
    }

    @Test
    void longTextsBreakAtWordsAndEndWithDots() {
        Slip slip = Slip.build().left("kata ".repeat(100)).slip();

        List<String> lines = textLines(slip, PrinterProfile.GENERIC_58);

        assertEquals(Wrapping.LINES_AT_MOST, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 32));
        assertTrue(lines.getLast().endsWith("..."));
        assertEquals("kata kata kata kata kata kata", lines.getFirst());
    }

    @Test
    void aCentredTitleIsBrokenIntoLinesOfLikeLength() {
        Slip slip = Slip.build().centred("Mal Pelayanan Publik Segantang Lada").slip();

        assertEquals(List.of("Mal Pelayanan", "Publik", "Segantang Lada"), textLines(slip, wide(16)));
        assertEquals(List.of("Mal Pelayanan Publik", "Segantang Lada"), textLines(slip, PrinterProfile.GENERIC_58));
    }

    @Test
    void limitsAreToldAtBirth() {
        assertThrows(IllegalArgumentException.class, () -> new Slip(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().left("x".repeat(501)));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().big("A-05700000000"));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().feed(21));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().qr(""));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().qr("x".repeat(301)));
        assertThrows(IllegalArgumentException.class, () -> Slip.build().qr("a\u001b@"));
    }

    private static PrinterProfile wide(int columns) {
        return new PrinterProfile(
                "narrow",
                columns,
                columns * 12,
                true,
                false,
                false,
                false,
                CodePage.ASCII,
                0,
                PrinterProfile.Cut.FEED_AND_PARTIAL,
                StatusTable.GENERIC);
    }

    /** The lines of a slip that holds one text: what stands between the last command before the text and the cut. */
    private static List<String> textLines(Slip slip, PrinterProfile profile) {
        String all = new String(new EscPosEncoder(profile).encode(slip), StandardCharsets.ISO_8859_1);
        return all.lines()
                .filter(line -> line.matches("(?s).*[a-zA-Z]{3}.*"))
                .map(line -> line.replaceAll("(?s)^.*[\\x00-\\x1f]", ""))
                .toList();
    }

    private static int scaleOf(String number, PrinterProfile profile) {
        byte[] bytes =
                new EscPosEncoder(profile).encode(Slip.build().big(number).slip());
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return (all.charAt(all.indexOf("\u001d!") + 2) & 7) + 1;
    }

    private static String hex(String golden) {
        return golden.lines()
                .map(line -> line.replaceAll(" *\\|.*", ""))
                .flatMap(line -> java.util.regex.Pattern.compile("'[^']*'|[0-9A-F]{2}")
                        .matcher(line)
                        .results())
                .map(result -> result.group())
                .map(part -> part.startsWith("'")
                        ? HexFormat.of()
                                .withUpperCase()
                                .formatHex(part.substring(1, part.length() - 1).getBytes(StandardCharsets.US_ASCII))
                        : part)
                .collect(Collectors.joining());
    }
}
