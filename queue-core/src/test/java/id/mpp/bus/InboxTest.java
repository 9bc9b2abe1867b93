package id.mpp.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void largeMessagesFillItByTheirBytesAndSmallOnesByTheirNumber() throws InterruptedException {
        Inbox large = new Inbox(1_000);
        int fit = 0;
        while (large.offer(of(1 << 20), 0)) {
            fit++;
        }
        assertEquals(Inbox.MOST_BYTES >> 20, fit);
        assertNotNull(large.poll(0));
        assertTrue(large.offer(of(1 << 20), 0));
        Inbox small = new Inbox(2);
        assertTrue(small.offer(of(1), 0));
        assertTrue(small.offer(of(1), 0));
        assertFalse(small.offer(of(1), 0));
    }

    @Test
    void oneMessageAlwaysFits() throws InterruptedException {
        Inbox inbox = new Inbox(10);
        assertTrue(inbox.offer(of((int) Inbox.MOST_BYTES + 1), 0));
        assertFalse(inbox.offer(of(1), 0));
        assertNotNull(inbox.poll(0));
        assertNull(inbox.poll(0));
        assertEquals(0, inbox.size());
    }

    private static Delivery of(int bytes) {
        return new Delivery(BusMessage.of("topic", new byte[bytes]), () -> {});
    }
}
