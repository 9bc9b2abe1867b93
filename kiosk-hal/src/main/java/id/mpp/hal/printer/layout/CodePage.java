package id.mpp.hal.printer.layout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The character tables of printers that the driver can select. */
public enum CodePage {
    /** ASCII alone. {@code FS .} is sent first, for printers that start in a two-byte Chinese table. */
    ASCII(StandardCharsets.US_ASCII),
    /** WPC1252, table 16 on Epson printers. */
    WINDOWS_1252(Charset.forName("windows-1252"));

    private final Charset charset;

    CodePage(Charset charset) {
        this.charset = charset;
    }

    public Charset charset() {
        return charset;
    }

    /** The command that selects this table: {@code ESC t n}. */
    public int[] selection() {
        return switch (this) {
            case ASCII -> new int[] {0x1C, '.', 0x1B, 't', 0};
            case WINDOWS_1252 -> new int[] {0x1B, 't', 16};
        };
    }
}
