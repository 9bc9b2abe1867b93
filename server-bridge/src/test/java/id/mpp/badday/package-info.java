/** {@code ./prove badday}: everything goes wrong in one hall, one thing after the other, while people take numbers. */
@NullMarked
package id.mpp.badday;

import org.jspecify.annotations.NullMarked;
