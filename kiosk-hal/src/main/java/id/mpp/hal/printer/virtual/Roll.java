package id.mpp.hal.printer.virtual;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The paper under the print head. It collects a line of characters, paints it when the line ends, and advances. Not
 * thread-safe.
 */
final class Roll {

    static final int DEFAULT_LINE_PITCH = 30;

    private static final ErrorCorrectionLevel[] LEVELS = {
        ErrorCorrectionLevel.L, ErrorCorrectionLevel.M, ErrorCorrectionLevel.Q, ErrorCorrectionLevel.H
    };

    private static final Map<Integer, Charset> TABLES =
            Map.of(0, StandardCharsets.US_ASCII, 16, Charset.forName("windows-1252"));

    private final int width;
    private final Canvas canvas;
    private final List<Cell> row = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> qrCodes = new ArrayList<>();

    private int align;
    private CharacterStyle style = CharacterStyle.PLAIN;
    private int linePitch = DEFAULT_LINE_PITCH;
    private Charset table = StandardCharsets.US_ASCII;

    Roll(PaperWidth paper) {
        this.width = paper.printableDots;
        this.canvas = new Canvas(paper);
    }

    private record Cell(char character, CharacterStyle style) {}

    /** Sets the modes back to those at power-on. What is printed stays, and an unfinished line is lost. */
    void initialise() {
        row.clear();
        align = 0;
        style = CharacterStyle.PLAIN;
        linePitch = DEFAULT_LINE_PITCH;
        table = StandardCharsets.US_ASCII;
    }

    void setAlignment(int side) {
        align = side;
    }

    void magnify(int scaleX, int scaleY) {
        style = new CharacterStyle(scaleX, scaleY, style.bold(), style.underline(), style.reverse());
    }

    void setBold(boolean on) {
        style = new CharacterStyle(style.scaleX(), style.scaleY(), on, style.underline(), style.reverse());
    }

    void setUnderline(int dots) {
        style = new CharacterStyle(style.scaleX(), style.scaleY(), style.bold(), dots, style.reverse());
    }

    void setReverse(boolean on) {
        style = new CharacterStyle(style.scaleX(), style.scaleY(), style.bold(), style.underline(), on);
    }

    void setLinePitch(int dots) {
        linePitch = dots;
    }

    void selectCodeTable(int number) {
        table = TABLES.getOrDefault(number, StandardCharsets.US_ASCII);
    }

    /** @return the dots that the paper advanced because the line was full, else 0 */
    int addCharacter(int code) {
        int advanced = rowWidth() + style.cellWidth() > width ? feedLine() : 0;
        row.add(new Cell(new String(new byte[] {(byte) code}, table).charAt(0), style));
        return advanced;
    }

    /** @return dots advanced */
    int feedLine() {
        int tallest =
                row.stream().mapToInt(cell -> cell.style.cellHeight()).max().orElse(0);
        int x = leftEdgeOf(rowWidth());
        StringBuilder text = new StringBuilder();
        for (Cell cell : row) {
            canvas.paintCharacter(cell.character, x, tallest - cell.style.cellHeight(), cell.style);
            x += cell.style.cellWidth();
            text.append(cell.character);
        }
        if (!text.toString().isBlank()) {
            lines.add(text.toString().stripTrailing());
        }
        row.clear();
        return advance(Math.max(linePitch, tallest));
    }

    /** @return dots advanced */
    int feedLines(int count) {
        return feedDots(count * linePitch);
    }

    /** @return dots advanced */
    int feedDots(int dots) {
        return (row.isEmpty() ? 0 : feedLine()) + advance(dots);
    }

    /** @return dots advanced */
    int printPicture(int bytesPerRow, int rows, int scaleX, int scaleY, byte[] data) {
        int x0 = leftEdgeOf(bytesPerRow * 8 * scaleX);
        for (int i = 0; i < data.length * 8 && i / (bytesPerRow * 8) < rows; i++) {
            if ((data[i / 8] & 0x80 >> i % 8) != 0) {
                canvas.paintBlock(x0 + i % (bytesPerRow * 8) * scaleX, i / (bytesPerRow * 8) * scaleY, scaleX, scaleY);
            }
        }
        return advance(rows * scaleY);
    }

    /** @return the dots that the paper advanced; a code that cannot be made prints nothing, as in a printer */
    int printQrCode(byte[] data, int moduleDots, int level) {
        String content = new String(data, StandardCharsets.ISO_8859_1);
        ByteMatrix modules;
        try {
            modules = Encoder.encode(content, LEVELS[Math.clamp(level, 0, LEVELS.length - 1)])
                    .getMatrix();
        } catch (WriterException | IllegalArgumentException e) {
            return 0;
        }
        int side = modules.getWidth() * moduleDots;
        if (side > width) {
            return 0;
        }
        int x0 = leftEdgeOf(side);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    canvas.paintBlock(x0 + x * moduleDots, y * moduleDots, moduleDots, moduleDots);
                }
            }
        }
        qrCodes.add(content);
        return advance(side);
    }

    /** Whether there is nothing to see on the paper since the last cut. */
    boolean isBlank() {
        return canvas.isBlank();
    }

    /** Whether so much paper hangs out that somebody would tear it off. */
    boolean isTooLong() {
        return canvas.isFull();
    }

    PrintedSlip cutSlip(long number) {
        PrintedSlip slip = new PrintedSlip(number, canvas.tearOff(), lines, qrCodes);
        lines.clear();
        qrCodes.clear();
        return slip;
    }

    private int rowWidth() {
        return row.stream().mapToInt(cell -> cell.style.cellWidth()).sum();
    }

    private int leftEdgeOf(int contentWidth) {
        int free = Math.max(0, width - contentWidth);
        return switch (align) {
            case 1 -> free / 2;
            case 2 -> free;
            default -> 0;
        };
    }

    private int advance(int dots) {
        canvas.advance(dots);
        return dots;
    }
}
