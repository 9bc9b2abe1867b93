package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.EscPosEncoder;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.Slip.Size;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Claim;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.wire.CatalogReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketLayoutTest {
    private static final Hall HALL = CatalogReader.sample();
    private static final List<String> LANGUAGES = HALL.branch().languages();
    private static final HardwareTexts TEXTS = new HardwareTexts(LANGUAGES);
    private static final Instant MORNING = Instant.parse("2026-11-23T01:14:00Z");
    private static final String URL = "http://192.168.10.5:8080";

    /** What has to be in every layout. */
    private static final String LEAST = "[[block]]\nkind = \"copy\"\n[[block]]\nkind = \"number\"\n";

    @Test
    void theBuiltInLayoutIsTheTicketOfOld() {
        Ticket ticket = SlipPreview.sample(HALL, "id", MORNING);
        String zone = HALL.zone(ticket.zone()).orElseThrow().name().in("id");
        Slip expected = Slip.build()
                .centred(HALL.branch().name().in("id"), Size.TALL, true)
                .centred(HALL.branch().city())
                .rule()
                .copyMark("SALINAN 2")
                .centred(HALL.agency(ticket.agency()).orElseThrow().name().in("id"), Size.NORMAL, true)
                .centred(zone)
                .centred(HALL.service(ticket.service()).orElseThrow().name().in("id"))
                .feed(1)
                .centred("Nomor antrean")
                .big(ticket.number().toString())
                .feed(1)
                .centred("Antrean di depan Anda: 12", Size.NORMAL, true)
                .centred("Perkiraan tunggu: 25-40 menit")
                .centred("Senin, 23 November 2026  08.14 WIB")
                .feed(1)
                .centred("Nomor Anda dipanggil di layar dan pengeras suara " + zone + ".")
                .feed(1)
                .qr(URL + "/t/" + ticket.id())
                .feed(1)
                .centred("Pindai untuk memantau antrean")
                .rule()
                .centred("Pengaduan: lapor.go.id / SMS 1708")
                .centred("Layanan gratis. Tolak pungutan liar.")
                .slip();

        assertEquals(expected, new TicketSlip(HALL, TEXTS, URL).of(ticket, 2));
    }

    @Test
    void anAdministratorChoosesOrderSizeAndWords() throws Exception {
        Slip slip = slip("""
            [[block]]
            kind = "number"

            [[block]]
            kind = "text"
            text = { id = "Jum'at libur", en = "Closed on Friday" }
            align = "left"
            size = "large"
            bold = true

            [[block]]
            kind = "ahead"
            text = { id = "{0} orang lagi", en = "{0} more" }

            [[block]]
            kind = "copy"

            [[block]]
            kind = "beep"
            times = 2
            """, "id", 0);

        assertEquals(
                Slip.build()
                        .big(SlipPreview.sample(HALL, "id", MORNING).number().toString())
                        .add(new Slip.Text("Jum'at libur", Slip.Align.LEFT, Size.LARGE, true))
                        .centred("12 orang lagi")
                        .add(new Slip.Beep(2))
                        .slip(),
                slip);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind = "logos"                   | line 6: field 'kind' is "logos"; expected one of logo, hall, city, copy
        align = "left"                   | line 5: no field 'kind'; expected one of logo, hall
        kind = "hall"/size = "big"       | line 7: field 'size' is "big"; expected one of normal, tall, large, huge
        kind = "hall"/bold = "yes"       | line 7: field 'bold' is "yes"; expected true or false
        kind = "qr"/align = "left"       | line 7: field 'align' of a block 'qr'; expected no field but kind
        kind = "hall"/colour = "red"     | line 7: field 'colour' of a block 'hall'; expected one of align, bold, size
        kind = "feed"/lines = 21         | line 7: field 'lines' is 21; expected a whole number from 1 to 20
        kind = "text"                    | line 5: a block 'text' without field 'text'
        kind = "text"/text = "x"         | line 7: field 'text' has for language 'id' nothing
        kind = "text"/text = {id = "x"}  | line 7: field 'text' has for language 'en' nothing
        kind = "free"/text = {id = "{x}", en = ""}          | line 7: field 'text' is "{x}"; expected braces around
        kind = "free"/text = {id = "", en = "", jv = "x"}   | line 7: language 'jv'; expected one of id, en
        kind = "number"                  | 2 blocks of kind 'number'; expected exactly one
        kind = "copy"                    | 2 blocks of kind 'copy'; expected exactly one
        kind "hall"                      | line 6 is not TOML
        """)
    void aMistakeIsToldWithLineFieldAndExpectation(String lines, String told) {
        String toml = LEAST + "[[block]]\n" + lines.replace('/', '\n') + "\n";
        String message = assertThrows(
                        ConfigurationException.class, () -> TicketLayoutFile.parse("tiket.toml", toml, LANGUAGES))
                .toString();
        assertTrue(message.contains(": ticket layout tiket.toml ") && message.contains(told), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[paper]\nwidth = 80\n", "block = 3\n"})
    void aFileThatIsNoLayoutIsRefused(String toml) {
        assertThrows(ConfigurationException.class, () -> TicketLayoutFile.parse("x", toml, LANGUAGES));
        assertThrows(
                ConfigurationException.class,
                () -> TicketLayoutFile.parse("x", LEAST.repeat(TicketLayout.BLOCKS_AT_MOST), LANGUAGES));
        assertThrows(ConfigurationException.class, () -> TicketLayoutFile.read(Path.of("/nowhere"), LANGUAGES));
    }

    /** The worst a layout can do: every block with a text as long as allowed. */
    @Test
    void everyLayoutThatIsAcceptedFitsOnASlip() throws Exception {
        String text = "w".repeat(TicketLayout.TEXT_AT_MOST);
        String block = "[[block]]\nkind = \"text\"\ntext = { id = \"" + text + "\", en = \"" + text + "\" }\n";
        Slip slip = slip(LEAST + block.repeat(TicketLayout.BLOCKS_AT_MOST - 2), "id", 1);
        assertEquals(TicketLayout.BLOCKS_AT_MOST, slip.blocks().size());
    }

    @Test
    void aServiceThatAsksForDiscretionIsNeverNamed(@TempDir Path folder) throws Exception {
        String catalog;
        try (InputStream in = CatalogReader.class.getResourceAsStream("/catalog/sample-hall.json")) {
            catalog = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        String discreet = catalog.replace("\"id\": \"kk\",", "\"id\": \"kk\", \"discreet\": true,");
        Hall hall = CatalogReader.read(Files.writeString(folder.resolve("hall.json"), discreet));
        String name = hall.service(new ServiceId("kk")).orElseThrow().name().in("id");
        Ticket ticket = with(SlipPreview.sample(HALL, "id", MORNING), "kk", false);

        assertTrue(new TicketSlip(HALL, TEXTS, URL).of(ticket, 0).toString().contains(name));
        assertFalse(new TicketSlip(hall, TEXTS, URL).of(ticket, 0).toString().contains(name));
    }

    @Test
    void aCopyIsMarkedInEveryLanguage() {
        for (String language : LANGUAGES) {
            Slip slip = new TicketSlip(HALL, TEXTS, URL).of(SlipPreview.sample(HALL, language, MORNING), 9);
            assertTrue(slip.blocks().stream()
                    .anyMatch(block ->
                            block instanceof Slip.CopyMark mark && mark.text().contains("SALINAN")));
        }
    }

    /** Whatever the layout holds, the tickets of somebody with and without priority are the same but for nothing. */
    @Test
    void neitherPriorityNorANameIsOnAnyPaper() throws Exception {
        StringBuilder everything = new StringBuilder();
        for (TicketLayout.Kind kind : TicketLayout.Kind.values()) {
            everything.append("[[block]]\nkind = \"").append(kind.word()).append("\"\n");
            if (kind == TicketLayout.Kind.TEXT) {
                everything.append("text = { id = \"x\", en = \"x\" }\n");
            }
        }
        TicketSlip slips =
                new TicketSlip(HALL, TEXTS, URL, TicketLayoutFile.parse("all", everything.toString(), LANGUAGES), null);
        Ticket ticket = SlipPreview.sample(HALL, "id", MORNING);

        Slip plain = slips.of(with(ticket, ticket.service().value(), false), 0);
        Slip priority = slips.of(with(ticket, ticket.service().value(), true), 0);

        assertEquals(plain, priority);
        assertFalse(Pattern.compile("priorit|prioritas", Pattern.CASE_INSENSITIVE)
                .matcher(plain.toString())
                .find());
    }

    @Test
    void everyCopyIsMarkedWhateverTheLayout() throws Exception {
        assertTrue(slip(LEAST, "id", 3).blocks().contains(new Slip.CopyMark("SALINAN 3")));
        assertFalse(slip(LEAST, "id", 0).toString().contains("SALINAN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void noWordOfALayoutBecomesACommand(String profile) throws Exception {
        String hostile = "\\u001b@\\u001dV\\u0000\\u0010\\u0004\\u0001\\u009b\\u202e";
        EscPosEncoder encoder = new EscPosEncoder(PrinterProfile.named(profile));
        String block = "[[block]]\nkind = \"text\"\ntext = { id = \"%s\", en = \"x\" }\n";

        assertEquals(
                controls(encoder.encode(slip(LEAST + block.formatted("VV"), "id", 0))),
                controls(encoder.encode(slip(LEAST + block.formatted(hostile), "id", 0))));
    }

    private static String controls(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^\\x00-\\x1f\\x7f]", "");
    }

    private static Slip slip(String toml, String language, int copy) throws ConfigurationException {
        TicketLayout layout = TicketLayoutFile.parse("test", toml, LANGUAGES);
        return new TicketSlip(HALL, TEXTS, URL, layout, null).of(SlipPreview.sample(HALL, language, MORNING), copy);
    }

    private static Ticket with(Ticket ticket, String service, boolean priority) {
        Claim claim = ticket.claim();
        ServiceId id = new ServiceId(service);
        return Ticket.issued(
                ticket.id(),
                new Claim(
                        claim.number(),
                        id,
                        HALL.service(id).orElseThrow().agency(),
                        claim.zone(),
                        priority,
                        claim.language(),
                        claim.node()),
                ticket.issue(),
                ticket.place(),
                ticket.attendance());
    }
}
