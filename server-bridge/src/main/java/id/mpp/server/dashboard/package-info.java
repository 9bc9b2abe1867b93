/** What the administrators' page shows, and how it learns of changes. Depends on {@code report} and {@code fleet}. */
@NullMarked
package id.mpp.server.dashboard;

import org.jspecify.annotations.NullMarked;
