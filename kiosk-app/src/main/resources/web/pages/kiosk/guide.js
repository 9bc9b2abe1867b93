/**
 * The spoken guide. Each screen is read when it comes; a control is read at the first touch and does its work at the second. The hub speaks
 * (`/api/v1/guide`), from the words of the pages and of the catalogue alone, because the voices of browsers differ and are often missing.
 */
import { keyOf, language } from "/assets/i18n.js";
import { shutReason } from "./shut.js";

const CONTROL = "button, a[href], input, select";
/** Beyond these nobody listens, and the next touch ends it anyway. */
const MOST_SENTENCES = 8;
/** Needed exactly when the hub is away. */
const AHEAD = ["kiosk.out.title", "kiosk.out.next"];

const player = new Audio();
/** Sounds by address; a visit needs some dozen. */
const sounds = new Map();
let turn = 0;
let armed = null;
let screen = null;
let last = [];

const address = (sentence) => `/api/v1/guide/${encodeURIComponent(sentence)}.wav?lang=${language()}`;

async function sound(sentence) {
  const from = address(sentence);
  if (!sounds.has(from)) {
    const answer = await fetch(from, { signal: AbortSignal.timeout(8000) });
    if (!answer.ok) {
      throw new Error(`${from}: status ${answer.status}`);
    }
    sounds.set(from, URL.createObjectURL(await answer.blob()));
  }
  return sounds.get(from);
}

const played = () =>
  new Promise((resolve) => {
    player.onended = resolve;
    player.onerror = resolve;
    player.onpause = resolve;
  });

/** Reads sentences one after another; what was being read stops. */
async function say(sentences) {
  const mine = ++turn;
  last = sentences.filter(Boolean).slice(0, MOST_SENTENCES);
  document.documentElement.dataset.guide = last.join(" ");
  player.pause();
  for (const sentence of last) {
    try {
      const source = await sound(sentence);
      if (mine !== turn) {
        return;
      }
      player.src = source;
      const end = played();
      await player.play();
      await end;
    } catch (silent) {
      console.warn("the guide cannot say", sentence, silent);
    }
    if (mine !== turn) {
      return;
    }
  }
}

/** What a control is called in the guide: what it says of itself, else its words, where they are the page's own. */
function named(control) {
  const own = control.closest("[data-say]");
  return own ? own.dataset.say : keyOf((control.getAttribute("aria-label") ?? control.textContent).trim(), "kiosk.");
}

const dialogWords = (view) => {
  if (view.problem) {
    return [view.problem.code === "unreachable" ? "kiosk.no-answer" : "kiosk.no-number", "kiosk.guide.touch"];
  }
  if (view.longQueue) {
    return ["kiosk.long.title", `service.${view.longQueue}`, "kiosk.long.next"];
  }
  return view.asking ? ["kiosk.still-there"] : null;
};

const numberWords = ({ ticket, shownPrint }) => [
  "kiosk.your-number",
  `number.${ticket.number}`,
  "kiosk.ahead",
  `count.${Math.min(ticket.ahead, 999)}`,
  shownPrint === "confirmed" ? "kiosk.paper.confirmed" : "kiosk.guide.number",
];

/** What is read when a screen comes, and the name under which it is the same screen still. */
function arrival(view, shown) {
  const asked = dialogWords(view);
  if (asked !== null) {
    return asked;
  }
  switch (shown) {
    case "number":
      return numberWords(view);
    case "services":
      return [`agency.${view.agency}`, "kiosk.choose-service", "kiosk.guide.touch"];
    case "unreachable":
      return AHEAD;
    case "shut":
      return [`kiosk.shut.${shutReason(view.hall)}`, "kiosk.ask-desk"];
    default:
      return ["kiosk.choose-agency", "kiosk.guide.touch"];
  }
}

/** To be called with every picture of the page. */
export function guide(view, shown) {
  if (!view.modes.guide) {
    return;
  }
  const words = arrival(view, shown);
  const name = `${language()} ${words.join(" ")}`;
  if (name !== screen) {
    screen = name;
    armed = null;
    say(words);
  }
}

/** Begins and ends with the mode. */
export function startGuide() {
  screen = null;
  AHEAD.forEach((sentence) => sound(sentence).catch((silent) => console.warn("not spoken ahead", silent)));
}

export function stopGuide() {
  turn += 1;
  armed = null;
  screen = null;
  player.pause();
  delete document.documentElement.dataset.guide;
  sounds.forEach((from) => URL.revokeObjectURL(from));
  sounds.clear();
}

export const sayAgain = () => say(last);

/**
 * Stands before every control while the guide is on. A key press is let through: who comes by keyboard has heard the control when it got
 * the focus.
 */
export function listenFirst(isOn) {
  addEventListener(
    "click",
    (event) => {
      const control = event.target.closest(CONTROL);
      if (!isOn() || control === null || event.detail === 0 || control.dataset.mode !== undefined || control === armed) {
        armed = null;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      armed = control;
      control.focus();
      say([named(control), "kiosk.guide.once-more"]);
    },
    { capture: true },
  );
  addEventListener("focusin", (event) => {
    const control = event.target.closest?.(CONTROL);
    if (isOn() && control && control !== armed && control.matches(":focus-visible")) {
      say([named(control)]);
    }
  });
}
