/** Sound and vibration, when few are ahead and when the number is called; phones allow both only after a touch. */
const RINGS = {
  near: { notes: [[660, 0], [880, 0.28]], vibration: [300, 150, 300] },
  called: { notes: [[880, 0], [660, 0.28], [880, 0.56]], vibration: [400, 200, 400, 200, 600] },
};
const NOTE_SECONDS = 0.5;
let context = null;
let awake = null;

function chime(notes) {
  for (const [pitch, after] of notes) {
    const begin = context.currentTime + after;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.4, begin);
    loudness.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS);
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + NOTE_SECONDS);
  }
}

/**
 * Where the phone allows it the screen stays on while the bell is on: a page behind a dark screen is not told anything.
 */
async function stayAwake() {
  try {
    awake = (await navigator.wakeLock?.request("screen")) ?? null;
  } catch (refused) {
    console.info("the screen may go dark", refused);
  }
}

export const bell = {
  /** Switches the bell and lets it sound once, so that it is known to work; answers whether it is on. */
  toggle() {
    if (context === null) {
      context = new AudioContext();
      chime(RINGS.called.notes);
      stayAwake();
      return true;
    }
    context.close();
    context = null;
    awake?.release();
    awake = null;
    return false;
  },

  /** `near` or `called`. */
  ring(what) {
    const { notes, vibration } = RINGS[what];
    navigator.vibrate?.(vibration);
    if (context !== null) {
      context.resume();
      chime(notes);
    }
  },
};
