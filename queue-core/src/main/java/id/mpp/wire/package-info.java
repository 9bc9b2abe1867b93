/**
 * The contract between the programs: topics, the event envelope, its JSON and the schemas. Depends on the JDK, Jackson
 * and {@code id.mpp.queue}, whose event records are the payloads.
 */
@NullMarked
package id.mpp.wire;

import org.jspecify.annotations.NullMarked;
