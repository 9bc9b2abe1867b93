package id.mpp.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of its keys that never changes and knows how many keys go before one. It is a tree that is kept in
 * balance by the sizes of its branches (S. Adams, 1993; the two ratios are those of Y. Hirai and K. Yamamoto, 2011):
 * changes and ranks take as many steps as the size has binary digits, or twice that. There is no null in it.
 */
public final class RankedMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V> {
    /** One branch is at most so many times as heavy as the other. */
    private static final int HEAVIER = 3;
    /** An inner branch that is so many times as heavy as the outer one is itself taken apart. */
    private static final int INNER = 2;

    private static final RankedMap<?, ?> EMPTY = new RankedMap<>(null);

    /** An entry between those before it and those behind it. */
    private static final class Node<K, V> extends AbstractMap.SimpleImmutableEntry<K, V> {
        private static final long serialVersionUID = 1;

        private final transient @Nullable Node<K, V> left;
        private final transient @Nullable Node<K, V> right;
        private final int size;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            super(key, value);
            this.left = left;
            this.right = right;
            this.size = size(left) + size(right) + 1;
        }

        Node<K, V> between(@Nullable Node<K, V> before, @Nullable Node<K, V> behind) {
            return new Node<>(getKey(), getValue(), before, behind);
        }
    }

    private final @Nullable Node<K, V> root;

    private RankedMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked")
    public static <K extends Comparable<? super K>, V> RankedMap<K, V> empty() {
        return (RankedMap<K, V>) EMPTY;
    }

    @Override
    public int size() {
        return size(root);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        K wanted = (K) key;
        Node<K, V> node = root;
        while (node != null) {
            int order = wanted.compareTo(node.getKey());
            if (order == 0) {
                return node.getValue();
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    /** How many keys go before this one, which need not be there. */
    public int before(K key) {
        int before = 0;
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.getKey());
            if (order <= 0) {
                before += order == 0 ? size(node.left) : 0;
                node = order == 0 ? null : node.left;
            } else {
                before += size(node.left) + 1;
                node = node.right;
            }
        }
        return before;
    }

    /** This map with the value for the key, in place of another one where there is one. */
    public RankedMap<K, V> with(K key, V value) {
        return new RankedMap<>(put(root, key, value));
    }

    /** This map without the key. */
    public RankedMap<K, V> without(K key) {
        return new RankedMap<>(remove(root, key));
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.getKey());
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.getKey());
        if (order == 0) {
            return joined(node.left, node.right);
        }
        return order < 0
                ? balanced(node, remove(node.left, key), node.right)
                : balanced(node, node.left, remove(node.right, key));
    }

    /** What was left and right of an entry that is gone. */
    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> joined(
            @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        Node<K, V> first = right;
        while (first.left != null) {
            first = first.left;
        }
        return balanced(first, left, remove(right, first.getKey()));
    }

    /** The entry between two trees of which one has gained or lost an entry. */
    private static <K, V> Node<K, V> balanced(Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (size(left) + size(right) > 1) {
            if (right != null && size(right) > HEAVIER * size(left)) {
                return leftwards(entry, left, right);
            }
            if (left != null && size(left) > HEAVIER * size(right)) {
                return rightwards(entry, left, right);
            }
        }
        return entry.between(left, right);
    }

    private static <K, V> Node<K, V> leftwards(Node<K, V> entry, @Nullable Node<K, V> left, Node<K, V> right) {
        Node<K, V> inner = right.left;
        return inner == null || size(inner) < INNER * size(right.right)
                ? right.between(entry.between(left, inner), right.right)
                : inner.between(entry.between(left, inner.left), right.between(inner.right, right.right));
    }

    private static <K, V> Node<K, V> rightwards(Node<K, V> entry, Node<K, V> left, @Nullable Node<K, V> right) {
        Node<K, V> inner = left.right;
        return inner == null || size(inner) < INNER * size(left.left)
                ? left.between(left.left, entry.between(inner, right))
                : inner.between(left.between(left.left, inner.left), entry.between(inner.right, right));
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return RankedMap.this.size();
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Walk<>(root);
            }
        };
    }

    /** Through all entries, in order. */
    private static final class Walk<K, V> implements Iterator<Entry<K, V>> {
        /** The next one on top, below it those whose left branch it is in. */
        private final Deque<Node<K, V>> left = new ArrayDeque<>();

        Walk(@Nullable Node<K, V> root) {
            descend(root);
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                left.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !left.isEmpty();
        }

        @Override
        public Entry<K, V> next() {
            if (left.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> next = left.pop();
            descend(next.right);
            return next;
        }
    }
}
