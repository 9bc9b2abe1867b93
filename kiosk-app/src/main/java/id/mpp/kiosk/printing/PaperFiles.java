package id.mpp.kiosk.printing;

import id.mpp.file.Copies;
import id.mpp.file.FileFault;
import id.mpp.file.FileTroubles;
import id.mpp.file.LastGood;
import id.mpp.hal.printer.Slip;
import id.mpp.program.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layout and logo of the tickets as the kiosk finds them at its start: wrong files are told, and no reason not to
 * print.
 */
public final class PaperFiles {
    private PaperFiles() {}

    /**
     * The layout of a file, else its last good content, else the built-in one.
     *
     * @param file null for the built-in layout
     */
    public static TicketLayout layout(
            @Nullable Path file, List<String> languages, Copies copies, FileTroubles troubles) {
        TicketLayout read = file == null
                ? null
                : new LastGood<>(
                                file,
                                copies,
                                "ticket-layout.toml",
                                TicketLayoutFile.BYTES_AT_MOST,
                                LastGood.Prefer.LAST_GOOD,
                                bytes -> layout(file, bytes, languages),
                                troubles)
                        .get();
        return read == null ? TicketLayoutFile.builtIn(languages) : read;
    }

    /**
     * The logo of a file, else its last good content, else none.
     *
     * @param file null for none
     */
    public static Slip.@Nullable Picture logo(
            @Nullable Path file, int dotsPerLine, Copies copies, FileTroubles troubles) {
        return file == null
                ? null
                : new LastGood<>(
                                file,
                                copies,
                                "logo",
                                LogoFile.BYTES_AT_MOST,
                                LastGood.Prefer.LAST_GOOD,
                                bytes -> logo(file, bytes, dotsPerLine),
                                troubles)
                        .get();
    }

    private static LastGood.Content<TicketLayout> layout(Path file, byte[] bytes, List<String> languages)
            throws IOException {
        try {
            String toml = new String(bytes, StandardCharsets.UTF_8);
            return new LastGood.Content<>(TicketLayoutFile.parse(file.toString(), toml, languages), List.of());
        } catch (ConfigurationException e) {
            throw FileFault.of(e);
        }
    }

    private static LastGood.Content<Slip.Picture> logo(Path file, byte[] bytes, int dotsPerLine) throws IOException {
        try {
            return new LastGood.Content<>(LogoFile.parse(file, bytes, dotsPerLine), List.of());
        } catch (ConfigurationException e) {
            throw FileFault.of(e);
        }
    }
}
