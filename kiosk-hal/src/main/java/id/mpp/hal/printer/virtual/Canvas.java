package id.mpp.hal.printer.virtual;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A strip of white paper that grows as it is painted. It has one bit for each dot, because a thermal head knows no
 * grey. Characters are painted in the monospaced font of the machine. On a machine without any font, boxes are painted,
 * and the log says so once.
 */
final class Canvas {

    private static final Logger LOG = LoggerFactory.getLogger(Canvas.class);

    private static final int MARGIN_TOP = 40;
    private static final int MARGIN_BOTTOM = 64;
    private static final int HEIGHT_AT_FIRST = 1024;

    /** 1.5 m of paper. */
    private static final int HEIGHT_AT_MOST = 12_000;

    /** With this size DejaVu Sans Mono and similar fonts have an advance of 12 dots. */
    private static final float FONT_SIZE = 19.9f;

    private static final int BASELINE = 19;

    private static volatile boolean withoutFonts;

    static {
        // Otherwise AWT would look for the screen of the kiosk as soon as DISPLAY is set. A value that somebody has set
        // on purpose stays.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private final int paperWidth;
    private final int marginLeft;
    private BufferedImage image;
    private int y = MARGIN_TOP;
    private boolean blank = true;
    private @Nullable Graphics2D pen;

    Canvas(PaperWidth paper) {
        this.paperWidth = paper.paperDots;
        this.marginLeft = (paper.paperDots - paper.printableDots) / 2;
        this.image = whitePaper(HEIGHT_AT_FIRST);
    }

    /** Paints a character with the upper left corner of its cell at {@code x}, {@code dy} dots below the head. */
    void paintCharacter(char character, int x, int dy, CharacterStyle style) {
        int left = marginLeft + x;
        int top = y + dy;
        ensureHeight(top + style.cellHeight());
        Graphics2D graphics = pen();
        if (style.reverse()) {
            graphics.fillRect(left, top, style.cellWidth(), style.cellHeight());
        }
        if (style.underline() > 0) {
            graphics.fillRect(left, top + style.cellHeight() - style.underline(), style.cellWidth(), style.underline());
        }
        if (character != ' ') {
            graphics.setColor(style.reverse() ? Color.WHITE : Color.BLACK);
            paintGlyph(graphics, character, left, top, style);
            graphics.setColor(Color.BLACK);
        }
        blank &= character == ' ' && !style.reverse() && style.underline() == 0;
    }

    private static void paintGlyph(Graphics2D graphics, char character, int left, int top, CharacterStyle style) {
        if (withoutFonts) {
            graphics.drawRect(left + 1, top + 3, style.cellWidth() - 3, style.cellHeight() - 8);
            return;
        }
        AffineTransform before = graphics.getTransform();
        try {
            graphics.setFont(style.bold() ? Fonts.BOLD : Fonts.PLAIN);
            graphics.translate(left, top + BASELINE * style.scaleY());
            graphics.scale(style.scaleX(), style.scaleY());
            graphics.drawString(String.valueOf(character), 0, 0);
        } catch (LinkageError | InternalError | RuntimeException e) {
            LOG.warn("no font to paint paper with; install fontconfig and fonts-dejavu-core", e);
            withoutFonts = true;
        } finally {
            graphics.setTransform(before);
        }
    }

    /** Paints a black rectangle, {@code dy} dots below the head. */
    void paintBlock(int x, int dy, int width, int height) {
        ensureHeight(y + dy + height);
        pen().fillRect(marginLeft + x, y + dy, width, height);
        blank = false;
    }

    void advance(int dots) {
        y = Math.min(y + dots, HEIGHT_AT_MOST);
    }

    boolean isBlank() {
        return blank;
    }

    boolean isFull() {
        return y >= HEIGHT_AT_MOST;
    }

    /** Tears the paper off at the head. Afterwards the strip is new and white. */
    BufferedImage tearOff() {
        int height = y + MARGIN_BOTTOM;
        ensureHeight(height);
        dropPen();
        BufferedImage cut = copyTo(image, height);
        image = whitePaper(HEIGHT_AT_FIRST);
        y = MARGIN_TOP;
        blank = true;
        return cut;
    }

    private void ensureHeight(int height) {
        if (height > image.getHeight()) {
            dropPen();
            image = copyTo(image, Math.max(height, image.getHeight() * 2));
        }
    }

    private BufferedImage copyTo(BufferedImage from, int height) {
        BufferedImage to = whitePaper(height);
        Graphics2D graphics = to.createGraphics();
        graphics.drawImage(from, 0, 0, null);
        graphics.dispose();
        return to;
    }

    private BufferedImage whitePaper(int height) {
        BufferedImage paper = new BufferedImage(paperWidth, height, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = paper.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, paperWidth, height);
        graphics.dispose();
        return paper;
    }

    private Graphics2D pen() {
        Graphics2D graphics = pen;
        if (graphics == null) {
            graphics = image.createGraphics();
            graphics.setColor(Color.BLACK);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
            pen = graphics;
        }
        return graphics;
    }

    private void dropPen() {
        if (pen != null) {
            pen.dispose();
            pen = null;
        }
    }

    /**
     * The fonts. They are loaded when the first character is painted, because that takes a quarter of a second and
     * several megabytes.
     */
    private static final class Fonts {
        static final Font PLAIN = new Font(Font.MONOSPACED, Font.PLAIN, 1).deriveFont(FONT_SIZE);
        static final Font BOLD = new Font(Font.MONOSPACED, Font.BOLD, 1).deriveFont(FONT_SIZE);

        private Fonts() {}
    }
}
