package id.mpp.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map by hash code that never changes. It is a hash trie of 32 branches at each node (P. Bagwell, Ideal Hash Trees,
 * 2001): a change copies the few short arrays on the way to its entry, and reading takes about as many steps. Iteration
 * is in no order. There is no null in it.
 */
public final class TrieMap<K, V> extends AbstractMap<K, V> {
    /** Bits of the hash code that choose the branch at one node. */
    private static final int BITS = 5;

    private static final int BRANCHES = 1 << BITS;
    private static final TrieMap<?, ?> EMPTY = new TrieMap<>(null, 0);

    private sealed interface Node<K, V> {}

    /** An entry, followed by those whose keys have the same hash code. */
    private static final class Leaf<K, V> extends SimpleImmutableEntry<K, V> implements Node<K, V> {
        private static final long serialVersionUID = 1;

        private final int hash;

        private final transient @Nullable Leaf<K, V> next;

        Leaf(int hash, K key, V value, @Nullable Leaf<K, V> next) {
            super(key, value);
            this.hash = hash;
            this.next = next;
        }

        /** Those of the same hash code without this key; null for none. */
        @Nullable
        Leaf<K, V> without(Object key) {
            if (key.equals(getKey())) {
                return next;
            }
            return next == null ? this : new Leaf<>(hash, getKey(), getValue(), next.without(key));
        }
    }

    /** The nodes below one, without gaps; a bit of {@code used} stands for each. */
    private static final class Branch<K, V> implements Node<K, V> {
        private final int used;
        private final Node<K, V>[] nodes;

        Branch(int used, Node<K, V>[] nodes) {
            this.used = used;
            this.nodes = nodes;
        }

        int index(int bit) {
            return Integer.bitCount(used & (bit - 1));
        }

        Branch<K, V> replace(int index, Node<K, V> node) {
            Node<K, V>[] changed = nodes.clone();
            changed[index] = node;
            return new Branch<>(used, changed);
        }

        Branch<K, V> insert(int bit, Node<K, V> node) {
            int index = index(bit);
            Node<K, V>[] more = Arrays.copyOf(nodes, nodes.length + 1);
            System.arraycopy(nodes, index, more, index + 1, nodes.length - index);
            more[index] = node;
            return new Branch<>(used | bit, more);
        }

        /** Null where nothing is left; a single entry needs no branch. */
        @Nullable
        Node<K, V> remove(int bit) {
            int index = index(bit);
            if (nodes.length == 1) {
                return null;
            }
            if (nodes.length == 2 && nodes[1 - index] instanceof Leaf<K, V> last) {
                return last;
            }
            Node<K, V>[] fewer = Arrays.copyOf(nodes, nodes.length - 1);
            System.arraycopy(nodes, index + 1, fewer, index, fewer.length - index);
            return new Branch<>(used & ~bit, fewer);
        }
    }

    private final @Nullable Node<K, V> root;
    private final int size;

    private TrieMap(@Nullable Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked")
    public static <K, V> TrieMap<K, V> empty() {
        return (TrieMap<K, V>) EMPTY;
    }

    /** A map with the same entries. */
    public static <K, V> TrieMap<K, V> of(Map<K, V> entries) {
        return TrieMap.<K, V>empty().withAll(entries);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Leaf<K, V> found = key == null ? null : find(key, hash(key));
        return found == null ? null : found.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public V getOrDefault(@Nullable Object key, V otherwise) {
        V found = get(key);
        return found == null ? otherwise : found;
    }

    /** This map with the value for the key, in place of another one where there is one. */
    public TrieMap<K, V> with(K key, V value) {
        int hash = hash(key);
        boolean isNew = find(key, hash) == null;
        return new TrieMap<>(put(root, 0, hash, key, value), isNew ? size + 1 : size);
    }

    /** This map with all of those entries, in place of its own for the same keys. */
    public TrieMap<K, V> withAll(Map<K, V> entries) {
        TrieMap<K, V> all = this;
        for (Entry<K, V> entry : entries.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /** This map without the key; itself where it has not the key. */
    public TrieMap<K, V> without(K key) {
        int hash = hash(key);
        return find(key, hash) == null ? this : new TrieMap<>(remove(root, 0, hash, key), size - 1);
    }

    private @Nullable Leaf<K, V> find(Object key, int hash) {
        Node<K, V> node = root;
        for (int shift = 0; node instanceof Branch<K, V> branch; shift += BITS) {
            int bit = bit(hash, shift);
            node = (branch.used & bit) == 0 ? null : branch.nodes[branch.index(bit)];
        }
        Leaf<K, V> leaf = (Leaf<K, V>) node;
        if (leaf == null || leaf.hash != hash) {
            return null;
        }
        while (leaf != null && !key.equals(leaf.getKey())) {
            leaf = leaf.next;
        }
        return leaf;
    }

    private static <K, V> Node<K, V> put(@Nullable Node<K, V> node, int shift, int hash, K key, V value) {
        return switch (node) {
            case null -> new Leaf<>(hash, key, value, null);
            case Leaf<K, V> leaf ->
                leaf.hash == hash
                        ? new Leaf<>(hash, key, value, leaf.without(key))
                        : both(leaf, new Leaf<>(hash, key, value, null), shift);
            case Branch<K, V> branch -> {
                int bit = bit(hash, shift);
                int index = branch.index(bit);
                yield (branch.used & bit) == 0
                        ? branch.insert(bit, new Leaf<>(hash, key, value, null))
                        : branch.replace(index, put(branch.nodes[index], shift + BITS, hash, key, value));
            }
        };
    }

    /** Two of different hash codes, which part at this node or below. */
    private static <K, V> Branch<K, V> both(Leaf<K, V> one, Leaf<K, V> other, int shift) {
        int bit = bit(one.hash, shift);
        int otherBit = bit(other.hash, shift);
        return bit == otherBit
                ? new Branch<>(bit, nodes(both(one, other, shift + BITS)))
                : new Branch<>(bit, nodes(one)).insert(otherBit, other);
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Node<K, V>[] nodes(Node<K, V> only) {
        return (Node<K, V>[]) new Node<?, ?>[] {only};
    }

    /** Without a key that is there; null where nothing is left. */
    private static <K, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, int shift, int hash, K key) {
        return switch (node) {
            case null -> null;
            case Leaf<K, V> leaf -> leaf.without(key);
            case Branch<K, V> branch -> {
                int bit = bit(hash, shift);
                int index = branch.index(bit);
                Node<K, V> left = remove(branch.nodes[index], shift + BITS, hash, key);
                yield left == null ? branch.remove(bit) : branch.replace(index, left);
            }
        };
    }

    private static int bit(int hash, int shift) {
        return 1 << (hash >>> shift & BRANCHES - 1);
    }

    /** Spreads the upper bits downwards, which alone choose among few entries. */
    private static int hash(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Walk<>(root);
            }
        };
    }

    /** Through all entries, depth first. */
    private static final class Walk<K, V> implements Iterator<Entry<K, V>> {
        private final Deque<Node<K, V>> left = new ArrayDeque<>();

        Walk(@Nullable Node<K, V> root) {
            add(root);
        }

        private void add(@Nullable Node<K, V> node) {
            if (node != null) {
                left.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !left.isEmpty();
        }

        @Override
        public Entry<K, V> next() {
            while (!left.isEmpty()) {
                switch (left.pop()) {
                    case Branch<K, V> branch -> {
                        for (Node<K, V> node : branch.nodes) {
                            left.push(node);
                        }
                    }
                    case Leaf<K, V> leaf -> {
                        add(leaf.next);
                        return leaf;
                    }
                }
            }
            throw new NoSuchElementException();
        }
    }
}
