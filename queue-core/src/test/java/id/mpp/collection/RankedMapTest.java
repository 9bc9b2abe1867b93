package id.mpp.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankedMapTest {
    private static final int KEYS = 80;

    private record Version(RankedMap<Integer, Integer> map, TreeMap<Integer, Integer> expected) {}

    @Test
    void everyVersionStaysInOrderAndWhatItWasWhateverIsMadeOfIt() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            List<Version> versions = new ArrayList<>();
            versions.add(new Version(RankedMap.empty(), new TreeMap<>()));
            for (int i = 0; i < 300; i++) {
                versions.add(next(versions.get(random.nextInt(versions.size())), random));
            }
            for (Version version : versions) {
                assertIs(version, "seed " + seed);
            }
        }
    }

    private static Version next(Version from, Random random) {
        RankedMap<Integer, Integer> map = from.map();
        TreeMap<Integer, Integer> expected = new TreeMap<>(from.expected());
        for (int i = 0; i < 20; i++) {
            int key = random.nextInt(KEYS);
            if (random.nextInt(3) == 0) {
                map = map.without(key);
                expected.remove(key);
            } else {
                map = map.with(key, i);
                expected.put(key, i);
            }
        }
        return new Version(map, expected);
    }

    private static void assertIs(Version version, String seed) {
        assertEquals(
                List.copyOf(version.expected().entrySet()),
                List.copyOf(version.map().entrySet()),
                seed);
        for (int key = -1; key <= KEYS; key++) {
            assertEquals(version.expected().get(key), version.map().get(key), seed);
            assertEquals(version.expected().headMap(key).size(), version.map().before(key), seed);
        }
    }

    /** A queue: everybody comes at the end and leaves at the front. Unbalanced, each step would take 100,000. */
    @Test
    void aLongLineThatIsFilledAtItsEndAndEmptiedAtItsFrontStaysInBalance() {
        RankedMap<Integer, Integer> line = RankedMap.empty();
        int most = 100_000;
        for (int i = 0; i < most; i++) {
            line = line.with(i, i);
        }
        for (int i = 0; i < most; i++) {
            int head = line.keySet().iterator().next();
            assertEquals(i, head);
            assertEquals(most - 1 - i, line.before(most - 1));
            line = line.without(head);
        }
        assertTrue(line.isEmpty());
    }

    @Test
    void whatIsNotThereIsAnsweredWithoutIt() {
        RankedMap<String, Integer> one = RankedMap.<String, Integer>empty().with("a", 1);
        assertNull(one.get("b"));
        assertNull(one.get(null));
        assertEquals(one, one.without("b"));
        Iterator<Integer> values = one.values().iterator();
        assertEquals(1, values.next());
        assertThrows(NoSuchElementException.class, values::next);
        assertThrows(UnsupportedOperationException.class, () -> one.put("b", 2));
    }
}
