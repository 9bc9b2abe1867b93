/**
 * What both programs' HTTP side shares: problem details, accounts, sessions, security headers, event streams and static
 * pages. Depends on the JDK, Jackson, Javalin, password4j, SLF4J, {@code id.mpp.queue} (ids), {@code id.mpp.wire}
 * (JSON), {@code id.mpp.file} and {@code id.mpp.program}; never on a program.
 */
@NullMarked
package id.mpp.web;

import org.jspecify.annotations.NullMarked;
