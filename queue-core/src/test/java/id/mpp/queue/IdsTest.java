package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "9", "ktp-rekam", "a.b_c-d", "0123456789012345678901234567890123456789"})
    void aServiceIsNamedByASlug(String slug) {
        assertEquals(slug, new ServiceId(slug).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", ".a", "_a", "A", "aB", "a b", "a/b", "a:b", "é", "٣", "a\n", "a{", "a`", "a@", "a["})
    void andByNothingElse(String other) {
        assertThrows(IllegalArgumentException.class, () -> new ServiceId(other));
        assertThrows(IllegalArgumentException.class, () -> new ServiceId("a".repeat(40) + other + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "azAZ09_-", "zzzzzzzzZZZZZZZZ", "________"})
    void aTicketIsNamedByAToken(String token) {
        assertEquals(token, new TicketId(token).toString());
        assertEquals(token.repeat(64 / token.length()), new TicketId(token.repeat(64 / token.length())).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234567", "1234567.", "1234567 ", "1234567é", "1234567/", "1234567@", "[2345678", "`234567{"
            })
    void andByNothingElseEither(String other) {
        assertThrows(IllegalArgumentException.class, () -> new TicketId(other));
        assertThrows(IllegalArgumentException.class, () -> new TicketId("a".repeat(65) + other));
    }
}
