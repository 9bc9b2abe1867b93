package id.mpp.kiosk.web.board;

import id.mpp.queue.ActorId;
import id.mpp.queue.CounterId;

/**
 * One page at a counter.
 *
 * @param page made anew by each page that is loaded, so that two tabs of one session are two
 */
record Seat(CounterId counter, String page, ActorId officer) {}
