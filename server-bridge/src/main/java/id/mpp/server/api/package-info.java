/**
 * The routes of the server's HTTP interface: parameters in, records out. Depends on the features and on Javalin.
 */
@NullMarked
package id.mpp.server.api;

import org.jspecify.annotations.NullMarked;
