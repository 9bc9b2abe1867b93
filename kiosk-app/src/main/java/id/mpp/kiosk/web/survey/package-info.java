/** What citizens say of their visits, on their phones and at the tablets of the counters. Depends on the kernel. */
@NullMarked
package id.mpp.kiosk.web.survey;

import org.jspecify.annotations.NullMarked;
