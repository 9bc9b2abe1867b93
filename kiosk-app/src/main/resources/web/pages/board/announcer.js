/**
 * One call after the other: each is shown and, on a board with sound, spoken; never two at once, never one twice, and
 * none that is older than `STALE_MILLIS` or already over: a late voice sends people to a counter that has gone on.
 */
import { now } from "/assets/format.js";

const STALE_MILLIS = 30_000;
const LONGEST_VOICE_MILLIS = 25_000;
const SHOWN_MILLIS = 5000;
const MOST_REMEMBERED = 200;
const MOST_WAITING = 40;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/**
 * Answers whether the voice was heard to its end, or for as long as we wait; throws only when the browser forbids
 * sound.
 */
async function play(url) {
  const voice = new Audio(url);
  const over = new Promise((resolve) => {
    voice.onended = () => resolve(true);
    voice.onerror = () => resolve(false);
  });
  try {
    await voice.play();
  } catch (refused) {
    if (refused.name === "NotAllowedError") {
      throw refused;
    }
    console.warn("a call could not be spoken", refused);
    return false;
  }
  const heard = await Promise.race([over, pause(LONGEST_VOICE_MILLIS)]);
  voice.pause();
  return heard !== false;
}

/**
 * Answers `announce(call)`.
 *
 * @param isOver tells of a call that waited whether its number has left the counter meanwhile
 */
export function announcer({ sound, voice, isOver, onShow, onBlocked }) {
  const heard = new Set();
  const waiting = [];
  let running = false;

  const speakOut = async (call) => {
    if (!sound || call.loudspeaker) {
      return;
    }
    try {
      if (await play(`/api/v1/announcements/${encodeURIComponent(call.announcement)}.wav?lang=${voice}`)) {
        document.documentElement.dataset.spoken = call.number;
      }
      onBlocked(false);
    } catch (forbidden) {
      console.info("the browser wants a touch before it plays sound", forbidden);
      onBlocked(true);
    }
  };

  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      const call = waiting.shift();
      if (now() - Date.parse(call.calledAt) <= STALE_MILLIS && !isOver(call)) {
        onShow(call);
        await Promise.all([speakOut(call), pause(SHOWN_MILLIS)]);
      }
    }
    running = false;
  };

  if (sound) {
    const probe = new AudioContext();
    const listen = () => onBlocked(probe.state !== "running");
    probe.onstatechange = listen;
    listen();
    for (const touch of ["pointerdown", "keydown"]) {
      addEventListener(touch, () => probe.resume());
    }
  }

  return (call) => {
    if (!call.announcement || heard.has(call.announcement) || waiting.length >= MOST_WAITING) {
      return;
    }
    heard.add(call.announcement);
    if (heard.size > MOST_REMEMBERED) {
      heard.delete(heard.values().next().value);
    }
    waiting.push(call);
    if (!running) {
      run();
    }
  };
}
