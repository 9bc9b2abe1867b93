/** Sound and vibration when the number is called; phones allow both only after a touch. */
const NOTES = [
  [880, 0],
  [660, 0.28],
  [880, 0.56],
];
const PATTERN = [400, 200, 400, 200, 600];
let context = null;

function chime() {
  for (const [pitch, after] of NOTES) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.4, context.currentTime + after);
    loudness.gain.exponentialRampToValueAtTime(0.001, context.currentTime + after + 0.5);
    tone.connect(loudness).connect(context.destination);
    tone.start(context.currentTime + after);
    tone.stop(context.currentTime + after + 0.5);
  }
}

export const bell = {
  /** Switches the bell and lets it sound once, so that it is known to work; answers whether it is on. */
  toggle() {
    if (context === null) {
      context = new AudioContext();
      chime();
      return true;
    }
    context.close();
    context = null;
    return false;
  },

  ring() {
    navigator.vibrate?.(PATTERN);
    if (context !== null) {
      context.resume();
      chime();
    }
  },
};
