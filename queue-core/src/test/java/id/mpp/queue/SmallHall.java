package id.mpp.queue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Three agencies, five services, five counters: so few that everything collides. */
public final class SmallHall {
    public static final ZoneId ZONE = new ZoneId("zone-1");
    public static final AgencyId POPULATION = new AgencyId("disdukcapil");
    public static final AgencyId LICENSING = new AgencyId("dpmptsp");
    public static final AgencyId BANK = new AgencyId("bank");
    /** Two services of one agency under one prefix, A. */
    public static final ServiceId IDENTITY_CARD = new ServiceId("ktp");

    public static final ServiceId FAMILY_CARD = new ServiceId("kk");
    /** A service with a prefix of its own, AB, and a quota of four a day. */
    public static final ServiceId CHILD_CARD = new ServiceId("kia");

    public static final ServiceId PERMIT = new ServiceId("nib");
    public static final ServiceId PAYMENT = new ServiceId("bayar");
    public static final int CHILD_CARD_QUOTA = 4;

    public static final CounterId ONE = new CounterId("c1");
    public static final CounterId TWO = new CounterId("c2");
    public static final CounterId THREE = new CounterId("c3");
    public static final CounterId FOUR = new CounterId("c4");
    public static final CounterId FIVE = new CounterId("c5");

    /** Monday 17 August 2026, Independence Day. */
    public static final LocalDate HOLIDAY = LocalDate.of(2026, 8, 17);

    public static final java.time.ZoneId WIB = java.time.ZoneId.of("Asia/Jakarta");
    public static final int CUT_OFF_MINUTES = 30;

    private SmallHall() {}

    public static Hall hall() {
        return hall(SmallHall.services());
    }

    /** The same hall with another catalogue of services; counters keep those that are left. */
    static Hall hall(List<ServiceType> services) {
        List<ServiceId> known = services.stream().map(ServiceType::id).toList();
        return new Hall(
                new Branch("mpp-test-01", Text.of("Mal Uji"), "Kota Uji", "21.72", WIB, List.of("id", "en"), 30, null),
                new HallCalendar(Map.of(HOLIDAY, Text.of("Hari Kemerdekaan")), List.of()),
                List.of(new Zone(ZONE, Text.of("Zona 1"))),
                List.of(
                        new Agency(
                                POPULATION,
                                Text.of("Disdukcapil"),
                                ZONE,
                                "A",
                                "dinas",
                                OpeningCalendar.of(calendar()),
                                40),
                        new Agency(
                                LICENSING, Text.of("DPMPTSP"), ZONE, "B", "dinas", OpeningCalendar.of(calendar()), 40),
                        new Agency(BANK, Text.of("Bank"), ZONE, "C", "bank", OpeningCalendar.of(calendar()), 20)),
                services,
                List.of(
                        counter(ONE, POPULATION, known, IDENTITY_CARD, FAMILY_CARD),
                        counter(TWO, POPULATION, known, IDENTITY_CARD, CHILD_CARD),
                        counter(THREE, LICENSING, known, PERMIT),
                        counter(FOUR, BANK, known, PAYMENT, PERMIT),
                        counter(FIVE, BANK, known, PAYMENT, IDENTITY_CARD, FAMILY_CARD, CHILD_CARD, PERMIT)));
    }

    static List<ServiceType> services() {
        return List.of(
                service(IDENTITY_CARD, POPULATION, "A", null),
                service(FAMILY_CARD, POPULATION, "A", null),
                service(CHILD_CARD, POPULATION, "AB", CHILD_CARD_QUOTA),
                service(PERMIT, LICENSING, "B", null),
                service(PAYMENT, BANK, "C", null));
    }

    /** Monday to Thursday 08.00-12.00 and 13.00-15.00, Friday until 11.30 and from 13.00, closed at the weekend. */
    static WeeklyCalendar calendar() {
        Map<DayOfWeek, List<WeeklyCalendar.Range>> week = new EnumMap<>(DayOfWeek.class);
        List<DayOfWeek> ordinary =
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);
        ordinary.forEach(day -> week.put(day, List.of(range("08:00", "12:00"), range("13:00", "15:00"))));
        week.put(DayOfWeek.FRIDAY, List.of(range("08:00", "11:30"), range("13:00", "15:00")));
        return new WeeklyCalendar("standard", week);
    }

    private static WeeklyCalendar.Range range(String from, String to) {
        return new WeeklyCalendar.Range(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Counter counter(CounterId id, AgencyId agency, List<ServiceId> known, ServiceId... services) {
        List<ServiceId> kept =
                List.of(services).stream().filter(known::contains).toList();
        return new Counter(id, id.value().substring(1), agency, ZONE, kept);
    }

    private static ServiceType service(ServiceId id, AgencyId agency, String prefix, @Nullable Integer quota) {
        return new ServiceType(
                id,
                agency,
                Text.of(id.value()),
                prefix,
                new ServiceType.Promise(Duration.ofMinutes(10), Duration.ofMinutes(30)),
                new ServiceType.Sheet(Text.of("hari ini"), Text.of("gratis"), List.of()),
                quota,
                false);
    }
}
