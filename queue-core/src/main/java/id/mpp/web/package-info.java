/**
 * What both programs' HTTP side shares: problem details, accounts, sessions, security headers, event streams, static pages,
 * configuration and start-up. Depends on the JDK, Jackson, Javalin, password4j, {@code id.mpp.queue} (ids) and {@code id.mpp.wire}
 * (JSON); never on a program.
 */
@NullMarked
package id.mpp.web;

import org.jspecify.annotations.NullMarked;
