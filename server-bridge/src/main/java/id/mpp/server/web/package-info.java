/**
 * The HTTP server itself: ports, pages, security. Only the wiring depends on it.
 */
@NullMarked
package id.mpp.server.web;

import org.jspecify.annotations.NullMarked;
