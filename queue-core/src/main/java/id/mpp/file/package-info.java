/**
 * Small files on this machine: replaced as a whole, read without trusting them, and told about where they are wrong.
 * May be used by everything but the engine, the contract and the codes. Depends on the JDK and SLF4J.
 */
@NullMarked
package id.mpp.file;

import org.jspecify.annotations.NullMarked;
