package id.mpp.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieMapTest {
    /** A key whose hash code is what the test wants it to be. */
    private record Key(int name, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Version(TrieMap<Key, Integer> map, Map<Key, Integer> expected) {}

    @Test
    void everyVersionStaysWhatItWasWhateverIsMadeOfIt() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            // Few hash codes, or such as differ in their upper bits alone, or all of them.
            int mask = List.of(0x7, 0x7fff_0000, -1).get(random.nextInt(3));
            List<Version> versions = new ArrayList<>();
            versions.add(new Version(TrieMap.empty(), Map.of()));
            for (int i = 0; i < 300; i++) {
                versions.add(next(versions.get(random.nextInt(versions.size())), mask, random));
            }
            for (Version version : versions) {
                assertIs(version, "seed " + seed);
            }
        }
    }

    private static Version next(Version from, int mask, Random random) {
        TrieMap<Key, Integer> map = from.map();
        Map<Key, Integer> expected = new HashMap<>(from.expected());
        for (int i = 0; i < 20; i++) {
            int name = random.nextInt(60);
            Key key = new Key(name, new Random(name).nextInt() & mask);
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
        assertEquals(version.expected(), version.map(), seed);
        assertEquals(version.map(), version.expected(), seed);
        assertEquals(version.expected().size(), version.map().size(), seed);
        assertEquals(version.expected().keySet(), version.map().keySet(), seed);
        for (int name = 0; name < 60; name++) {
            for (int mask : List.of(0x7, 0x7fff_0000, -1)) {
                Key key = new Key(name, new Random(name).nextInt() & mask);
                assertEquals(version.expected().get(key), version.map().get(key), seed);
                assertEquals(version.expected().containsKey(key), version.map().containsKey(key), seed);
            }
        }
    }

    @Test
    void whatIsNotThereIsAnsweredWithoutIt() {
        TrieMap<String, Integer> one = TrieMap.<String, Integer>empty().with("a", 1);
        assertNull(one.get("b"));
        assertNull(one.get(null));
        assertEquals(7, one.getOrDefault("b", 7));
        assertSame(one, one.without("b"));
        assertTrue(one.without("a").isEmpty());
        Iterator<String> keys = one.keySet().iterator();
        assertEquals("a", keys.next());
        assertThrows(NoSuchElementException.class, keys::next);
    }

    @Test
    void nobodyCanChangeItThroughAnyOfItsViews() {
        TrieMap<String, Integer> one = TrieMap.of(Map.of("a", 1));
        assertThrows(UnsupportedOperationException.class, () -> one.put("b", 2));
        assertThrows(UnsupportedOperationException.class, () -> one.remove("a"));
        assertThrows(UnsupportedOperationException.class, one::clear);
        assertThrows(
                UnsupportedOperationException.class,
                () -> one.entrySet().iterator().next().setValue(2));
        assertEquals(Map.of("a", 1), one);
    }
}
