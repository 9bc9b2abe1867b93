/** What the measurements of all programs share: their table with its aims, and a folder to work in. */
@NullMarked
package id.mpp.bench;

import org.jspecify.annotations.NullMarked;
