/**
 * Maps that never change: a change gives another map, which shares with the first one whatever is the same in both. So
 * each version of a structure costs what its last change costs, and any thread may read any version for as long as it
 * likes. Depends on the JDK alone.
 */
@NullMarked
package id.mpp.collection;

import org.jspecify.annotations.NullMarked;
