package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import id.mpp.testing.Chromium;
import id.mpp.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Visitors with a reservation at the kiosk, through the wire of its virtual scanner and by its pad; and a visit over
 * two agencies.
 */
@ExtendWith(Chromium.class)
class CheckInIT {
    /** The scanner's gate drops a code that it saw within the last two seconds. */
    private static final Duration SAME_CODE = Duration.ofSeconds(3);

    private static final Duration SOON = Duration.ofSeconds(90);

    private static PagesFixture hall;
    private static HallBrowser browser;

    @BeforeAll
    static void openTheHall() {
        hall = PagesFixture.start();
        browser = new HallBrowser(hall.baseUrl());
    }

    @AfterAll
    static void closeTheHall() {
        hall.close();
    }

    @AfterEach
    void closeTheWindows() {
        browser.closeWindows();
    }

    @Test
    void aCodeHeldUnderTheScannerIsANumberOnPaperAndTheSecondTimeARefusal() throws Exception {
        Page kiosk = kiosk();
        Page devices = browser.open("/devices", 1440, 1000);
        Sample sample = sample(devices, "on-time");
        hold(devices, qr(sample.signed()));
        assertThat(kiosk.locator("[data-checkin=on-time]")).containsText("Reservasi diterima");
        String number = Visitors.slip(kiosk).number();
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();
        assertThat(devices.locator(".slip img[alt*=" + number + "]")).isVisible();
        picture(kiosk, "checkin-number.png");
        browser.assertAccessible(kiosk);

        kiosk.locator(".leave .button--primary").tap();
        devices.locator("input[name=code]").fill(sample.signed().substring(0, 150) + "0000");
        devices.locator("input[name=code]").press("Enter");
        assertThat(kiosk.locator("[data-scan=refused]")).isVisible();
        kiosk.locator("dialog .button--primary").tap();
        Locator used = kiosk.locator("[data-problem=booking-used]");
        // The scanner takes the same code again only after a while.
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(SAME_CODE)
                .atMost(SOON)
                .until(() -> {
                    hold(devices, qr(sample.signed()));
                    return used.isVisible();
                });
        assertThat(used).containsText("sudah dipakai");
        picture(kiosk, "checkin-used.png");
        browser.assertAccessible(kiosk);
        kiosk.getByText("Ambil nomor biasa").tap();
        assertThat(kiosk.locator("[data-act=check-in]")).isVisible();
        browser.assertNoOffence();
    }

    @Test
    void whoComesTooEarlyIsToldWhenAndWhoComesLateGetsANormalNumberAndIsTold() {
        Page kiosk = kiosk();
        Page devices = browser.open("/devices", 1440, 1000);
        devices.locator("#arrival").selectOption("early");
        devices.locator("[data-act=sample]").click();
        assertThat(kiosk.locator("[data-problem=booking-too-early]"))
                .containsText("Lapor datang untuk reservasi ini dibuka");
        kiosk.getByText("Coba kode lagi").tap();
        assertThat(kiosk.locator(".pad__code")).hasAttribute("data-code", "");

        devices.locator("#arrival").selectOption("late");
        devices.locator("[data-act=sample]").click();
        String ticket = Visitors.slip(kiosk).ticket();
        assertThat(kiosk.locator("[data-checkin=late]")).containsText("masuk antrean biasa");
        Page phone = browser.open("/t/" + ticket, 360, 740);
        assertThat(phone.getByText("Waktu reservasi Anda sudah lewat")).isVisible();
        browser.assertNoOffence();
    }

    @Test
    void aCodeIsTypedOnThePadByTouchOrByKeyboard() {
        Page kiosk = kiosk();
        Page devices = browser.open("/devices", 1440, 1000);
        Sample sample = sample(devices, "on-time");
        picture(kiosk, "checkin-door.png");
        kiosk.locator("[data-act=check-in]").tap();
        picture(kiosk, "checkin-pad.png");
        browser.assertAccessible(kiosk);
        assertThat(kiosk.locator("[data-act=send-code]")).isDisabled();
        kiosk.locator("[data-key=Q]").tap();
        kiosk.locator(".pad__erase").press("Enter");
        sample.code()
                .chars()
                .forEach(character ->
                        kiosk.locator("[data-key='" + (char) character + "']").press("Enter"));
        assertThat(kiosk.locator(".pad__code")).hasAttribute("data-code", sample.code());
        kiosk.locator("[data-act=send-code]").tap();
        assertThat(kiosk.locator("[data-checkin=on-time]")).isVisible();
        Page wide = browser.open("/", 1280, 800);
        assertThat(wide.locator("[data-act=check-in]")).isVisible();
        picture(wide, "checkin-door-wide.png");
        wide.locator("[data-act=check-in]").tap();
        picture(wide, "checkin-wide.png");
        browser.assertNoOffence();
    }

    @Test
    void aCodeOfAnotherSystemIsNotedWithAServiceThatItsHolderChooses() {
        Page kiosk = kiosk();
        kiosk.locator("[data-act=check-in]").tap();
        for (char character : "SJ2026771".toCharArray()) {
            kiosk.locator("[data-key='" + character + "']").tap();
        }
        kiosk.locator("[data-act=send-code]").tap();
        assertThat(kiosk.locator("[data-problem=booking-needs-service]")).isVisible();
        kiosk.locator("[data-act=choose-for-code]").tap();
        assertThat(kiosk.locator(".belongings")).containsText("Kode Anda dicatat");
        browser.assertAccessible(kiosk);
        take(kiosk, "bank", "teller");
        assertThat(kiosk.locator("[data-checkin=reference]")).isVisible();
        kiosk.locator(".leave .button--primary").tap();
        take(kiosk, "bank", "teller");
        assertThat(kiosk.locator("[data-checkin]")).hasCount(0);
    }

    @Test
    void aVisitOverTwoAgenciesIsOneVisitOnKioskPhoneAndDesk() {
        Page kiosk = kiosk();
        take(kiosk, "disdukcapil", "kk");
        Visitors.Slip first = Visitors.slip(kiosk);
        kiosk.locator("[data-act=another-service]").tap();
        assertThat(kiosk.locator(".belongings")).containsText("digabung dengan kunjungan Anda");
        picture(kiosk, "visit-choose.png");
        take(kiosk, "bank", "teller");
        String second = Visitors.slip(kiosk).number();
        assertThat(kiosk.locator("[data-visit]")).containsText(first.number());
        picture(kiosk, "visit-number.png");
        kiosk.locator(".leave .button--primary").tap();
        assertThat(kiosk.locator(".belongings")).hasCount(0);

        Page phone = browser.open("/t/" + first.ticket(), 360, 740);
        assertThat(phone.locator(".visit")).containsText(second);
        Page desk = officer("petugas-bank", "loket-35");
        call(desk, second);
        assertThat(phone.locator(".visit [data-state=called]")).containsText("Dipanggil ke loket");
        picture(phone, "visit-phone.png");
        browser.assertAccessible(phone);
        phone.locator(".visit a").tap();
        assertThat(phone.locator(".stub__number")).hasAttribute("data-number", second);
        assertThat(phone.locator(".visit")).containsText(first.number());
        browser.assertNoOffence();
    }

    @Test
    void aTransferWithReturnIsShownToItsVisitor() {
        Page kiosk = kiosk();
        take(kiosk, "bank", "teller");
        Visitors.Slip slip = Visitors.slip(kiosk);
        Page desk = officer("petugas-bank", "loket-35");
        call(desk, slip.number());
        desk.locator("[data-press=transfer]").click();
        desk.locator("select[name=service]").selectOption(new SelectOption().setIndex(1));
        desk.locator("input[name=return]").check();
        desk.locator("[data-confirm=transfer]").click();
        Page phone = browser.open("/t/" + slip.ticket(), 360, 740);
        assertThat(phone.locator("[data-way=returns]")).containsText("Anda kembali ke loket");
        picture(phone, "visit-returns.png");
        browser.assertNoOffence();
    }

    @Test
    void aDiscreetServiceIsNamedOnNoScreenAndNoPaperAfterItWasChosen() {
        String name = "Informasi dan pendaftaran perkara";
        Page kiosk = kiosk();
        kiosk.locator("[data-agency=pa]").tap();
        assertThat(kiosk.locator("body")).containsText(name);
        Visitors.choose(kiosk, "pa-info");
        Visitors.Slip slip = Visitors.slip(kiosk);
        String number = slip.number();
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();
        assertThat(kiosk.locator("body")).not().containsText(name);
        Page devices = browser.open("/devices", 1440, 1000);
        Locator paper = devices.locator(".slip img[alt*=" + number + "]");
        assertThat(paper).isVisible();
        assertFalse(String.valueOf(paper.getAttribute("alt")).contains(name));
        Page board = browser.open("/board", 1920, 1080);
        Page desk = officer("petugas-pa", "loket-29");
        call(desk, number);
        assertThat(board.locator(".newest [data-number=" + number + "]")).isVisible();
        Page phone = browser.open("/t/" + slip.ticket(), 360, 740);
        assertThat(phone.locator(".stub__number")).isVisible();
        for (Page page : List.of(devices, board, phone)) {
            assertThat(page.locator("body")).not().containsText(name);
        }
        assertFalse(phone.request().get(hall.baseUrl() + "/api/v1/board").text().contains("pa-info"));
        browser.assertNoOffence();
    }

    /** A booking of the cabinet's making, not yet held anywhere. */
    private record Sample(String code, String signed) {}

    private static Sample sample(Page devices, String arrival) {
        APIResponse made = devices.request()
                .post(
                        hall.baseUrl() + "/api/v1/devices/scanner/sample",
                        RequestOptions.create().setData(Map.of("arrival", arrival, "scan", false)));
        assertEquals(200, made.status(), made.text());
        try {
            var json = Json.mapper().readTree(made.body());
            return new Sample(json.path("code").asText(), json.path("signed").asText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(Page devices, byte[] png) {
        devices.locator("input[type=file]").setInputFiles(new FilePayload("code.png", "image/png", png));
        assertThat(devices.locator("[data-outcome=sent]")).isVisible();
    }

    private static Page kiosk() {
        Page kiosk = browser.open("/", 1080, 1920);
        assertThat(kiosk.locator("[data-act=check-in]")).isVisible();
        return kiosk;
    }

    private static void take(Page kiosk, String agency, String service) {
        kiosk.locator("[data-agency=" + agency + "]").tap();
        Visitors.choose(kiosk, service);
    }

    private static Page officer(String name, String counter) {
        Page desk = browser.open("/counter", 1280, 800);
        desk.locator("input[name=username]").fill(name);
        desk.locator("input[name=password]").fill(hall.kiosk().password(name));
        desk.locator("form button").click();
        desk.locator("[data-counter=" + counter + "]").click();
        assertThat(desk.locator(".main-button")).isVisible();
        for (String step : new String[] {"open", "start", "finish"}) {
            if (desk.locator(".main-button[data-press=" + step + "]").count() > 0) {
                press(desk, step);
                assertThat(desk.locator(".main-button[data-press=" + step + "]"))
                        .hasCount(0);
            }
        }
        return desk;
    }

    /** Serves whoever waits before {@code number}, then calls it. */
    private static void call(Page desk, String number) {
        while (true) {
            press(desk, "call-next");
            Locator called = desk.locator(".card__number");
            assertThat(called).isVisible();
            if (number.equals(called.getAttribute("data-number"))) {
                return;
            }
            press(desk, "start");
            press(desk, "finish");
        }
    }

    private static void press(Page desk, String what) {
        Locator button = desk.locator(".card [data-press=" + what + "]");
        assertThat(button).isEnabled();
        desk.waitForResponse(answer -> answer.url().endsWith("/" + what), button::click);
    }

    private static byte[] qr(String text) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        MatrixToImageWriter.writeToStream(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 400, 400), "PNG", png);
        return png.toByteArray();
    }

    /** Into {@code target/screenshots}, for whoever wants to look. */
    private static void picture(Page page, String name) {
        try {
            Path file =
                    Files.createDirectories(Path.of("target", "screenshots")).resolve(name);
            Files.write(file, page.screenshot());
            assertTrue(Files.size(file) > 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
