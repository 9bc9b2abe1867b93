package id.mpp.kiosk.web.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.web.TestKiosk;
import id.mpp.program.TestWorkers;
import id.mpp.queue.Hall;
import id.mpp.wire.CatalogReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide says, and what it does not. The test's voice answers with the words themselves. */
class GuideRoutesTest {
    private static TestKiosk kiosk;

    @BeforeAll
    static void start() throws Exception {
        kiosk = new TestKiosk();
    }

    @AfterAll
    static void stop() {
        kiosk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kiosk.choose-agency | id | Pilih instansi",
                "kiosk.choose-agency | en | Choose an agency",
                "agency.disdukcapil | id | Dinas Kependudukan dan Pencatatan Sipil",
                "service.ktp-rekam | id | Perekaman KTP-el. Biaya: Gratis. Bawa: Kartu Keluarga, Usia 17 tahun atau"
                        + " sudah menikah",
                "number.A-057 | id | spelled A-057",
                "count.12 | en | 12",
                "key.Q | id | spelled Q",
            })
    void itSaysTheWordsOfPageAndCatalogue(String sentence, String language, String words) throws Exception {
        HttpResponse<String> answer = kiosk.get("/api/v1/guide/" + sentence + ".wav?lang=" + language);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("content-type").orElse("").startsWith("audio/wav"));
        assertEquals(language + ": " + words, answer.body());
    }

    @Test
    void theNameOfADiscreetServiceIsNotSaidAloud() throws Exception {
        String sample;
        try (InputStream catalog = CatalogReader.class.getResourceAsStream("/catalog/sample-hall.json")) {
            sample = new String(Objects.requireNonNull(catalog).readAllBytes(), StandardCharsets.UTF_8);
        }
        String discreet = sample.replace("\"id\": \"ktp-rekam\",", "\"id\": \"ktp-rekam\", \"discreet\": true,");
        Hall hall = CatalogReader.parse("a discreet hall", discreet.getBytes(StandardCharsets.UTF_8));
        try (GuideRoutes guide = new GuideRoutes(hall, Announcements.silent(), TestWorkers.told())) {
            assertEquals(Optional.of("Nama layanan ini tertulis di layar."), guide.words("service", "ktp-rekam", "id"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anything.at-all.wav",
                "kiosk.choose-agency",
                "kiosk.waiting.wav",
                "counter.finish.wav",
                "kiosk.no-such-key.wav",
                "agency.nobody.wav",
                "service.nothing.wav",
                "count.1000.wav",
                "count.minus.wav",
                "key.QQ.wav",
                "Halo%20semua.wav",
            })
    void itSaysNothingElse(String sentence) throws Exception {
        assertEquals(404, kiosk.get("/api/v1/guide/" + sentence).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"number.hello.wav", "agency.A.wav", "kiosk.choose-agency.wav?lang=fr"})
    void whatCannotBeIsNamed(String sentence) throws Exception {
        HttpResponse<String> answer = kiosk.get("/api/v1/guide/" + sentence);
        assertEquals(400, answer.statusCode());
        assertEquals("field-wrong", TestKiosk.json(answer).path("code").asText());
    }
}
