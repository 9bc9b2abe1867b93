/** For the machine itself: whether the program lives and can serve, and its figures. Depends on the kernel. */
@NullMarked
package id.mpp.kiosk.web.health;

import org.jspecify.annotations.NullMarked;
