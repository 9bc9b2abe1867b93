package id.mpp.code;

import id.mpp.queue.TicketNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a signed code, all numbers unsigned and big-endian:
 *
 * <pre>
 *  0  key id    2  first bytes of SHA-256 of the public key
 *  2  kind      1  1 booking, 2 ticket
 *  3  branch    4  first bytes of SHA-256 of its id
 *  7  day       2  days since 1970-01-01
 *  9  service   3  first bytes of SHA-256 of its id
 * 12  number    3  10 bits prefix, 14 bits value
 * 15  expiry    4  seconds since 1970-01-01T00:00Z
 * 19  id       16
 * 35  signature 64  Ed25519 over "MPP1:" and the 35 bytes before
 * </pre>
 *
 * 99 bytes are 149 characters of base45, with {@code MPP1:} 154: to the character what QR version 6 holds at level M.
 * That is why names stand as digests. Who reads a code knows its own branch and services; a digest only has to tell
 * them apart, the signature proves it.
 */
final class CodeLayout {
    /** Names the layout; another layout gets another prefix. */
    static final String PREFIX = "MPP1:";

    static final int PAYLOAD_BYTES = 35;
    static final int SIGNATURE_BYTES = 64;
    static final int TEXT_LENGTH = PREFIX.length() + 149;

    static final int KEY_ID_BYTES = 2;
    static final int BRANCH_BYTES = 4;
    static final int SERVICE_BYTES = 3;

    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
    /** A second letter or none. */
    private static final int SECOND_LETTERS = LETTERS.length() + 1;

    private static final int VALUE_BITS = 14;

    /** What a payload says, with names still as digests. */
    record Fields(
            int keyId,
            CodeKind kind,
            int branch,
            LocalDate day,
            int service,
            TicketNumber number,
            Instant expiry,
            String id) {}

    private CodeLayout() {}

    static byte[] payload(int keyId, Claims claims) {
        ByteBuffer bytes = ByteBuffer.allocate(PAYLOAD_BYTES);
        bytes.putShort((short) keyId).put((byte) claims.kind().onWire);
        bytes.putInt(digest(claims.branch(), BRANCH_BYTES));
        bytes.putShort((short) claims.day().toEpochDay());
        put24(bytes, digest(claims.service().value(), SERVICE_BYTES));
        put24(bytes, number(claims.number()));
        bytes.putInt((int) claims.expiry().getEpochSecond());
        return bytes.put(claims.idBytes()).array();
    }

    /** The fields, or empty where one of them is out of its range. */
    static Optional<Fields> read(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int keyId = Short.toUnsignedInt(bytes.getShort());
        int kindOnWire = bytes.get();
        int branch = bytes.getInt();
        LocalDate day = LocalDate.ofEpochDay(Short.toUnsignedInt(bytes.getShort()));
        int service = get24(bytes);
        Optional<TicketNumber> number = number(get24(bytes));
        Instant expiry = Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt()));
        byte[] id = new byte[Claims.ID_BYTES];
        bytes.get(id);
        Optional<CodeKind> kind = Arrays.stream(CodeKind.values())
                .filter(known -> known.onWire == kindOnWire)
                .findFirst();
        return kind.flatMap(
                k -> number.map(n -> new Fields(keyId, k, branch, day, service, n, expiry, Claims.idOf(id))));
    }

    /** What is signed: the prefix too, so that the signature is good for nothing else. */
    static byte[] signed(byte[] payload) {
        byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(prefix.length + payload.length)
                .put(prefix)
                .put(payload)
                .array();
    }

    static int digest(String name, int bytes) {
        return digest(name.getBytes(StandardCharsets.UTF_8), bytes);
    }

    static int digest(byte[] content, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return ByteBuffer.wrap(digest).getInt() >>> (Integer.SIZE - bytes * Byte.SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int number(TicketNumber number) {
        int first = LETTERS.indexOf(number.prefix().charAt(0));
        int second = number.prefix().length() == 1
                ? 0
                : 1 + LETTERS.indexOf(number.prefix().charAt(1));
        return ((first * SECOND_LETTERS + second) << VALUE_BITS) | number.value();
    }

    private static Optional<TicketNumber> number(int packed) {
        int first = (packed >>> VALUE_BITS) / SECOND_LETTERS;
        int second = (packed >>> VALUE_BITS) % SECOND_LETTERS;
        int value = packed & ((1 << VALUE_BITS) - 1);
        if (first >= LETTERS.length() || value < 1 || value > TicketNumber.MAX_VALUE) {
            return Optional.empty();
        }
        String prefix = LETTERS.substring(first, first + 1) + (second == 0 ? "" : LETTERS.charAt(second - 1));
        return Optional.of(new TicketNumber(prefix, value));
    }

    private static void put24(ByteBuffer bytes, int value) {
        bytes.put((byte) (value >>> 16)).putShort((short) value);
    }

    private static int get24(ByteBuffer bytes) {
        return ((bytes.get() & 0xFF) << 16) | Short.toUnsignedInt(bytes.getShort());
    }
}
