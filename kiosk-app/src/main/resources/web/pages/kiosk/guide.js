/**
 * The spoken guide. Each screen is read when it comes; a control is read at the first touch and does its work at the
 * second. The hub speaks (`/api/v1/guide`), from the words of the pages and of the catalogue alone, because the voices
 * of browsers differ and are often missing.
 */
import { keyOf, language } from "/assets/i18n.js";
import { shutReason } from "./shut.js";

const CONTROL = "button, a[href], input, select";
/** Beyond these nobody listens, and the next touch ends it anyway. */
const MOST_SENTENCES = 8;
const LARGEST_COUNT = 999;
/** Needed exactly when the hub is away. */
const AHEAD = ["kiosk.out.title", "kiosk.out.next"];

const player = new Audio();
/** Sounds by address; a visit needs some dozen. */
const sounds = new Map();
let turn = 0;
let armed = null;
let screen = null;
let news = null;
let last = [];
let speaking = false;
let giveUp = () => {};

const address = (sentence) => `/api/v1/guide/${encodeURIComponent(sentence)}.wav?lang=${language()}`;

/** Null for a sentence that the hub does not know: it is passed over. */
async function sound(sentence) {
  const from = address(sentence);
  if (!sounds.has(from)) {
    const answer = await fetch(from, { signal: AbortSignal.timeout(8000) });
    if (answer.status === 404) {
      return null;
    }
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
  speaking = true;
  for (const sentence of last) {
    try {
      const source = await sound(sentence);
      if (mine !== turn) {
        return;
      }
      if (source === null) {
        continue;
      }
      player.src = source;
      const end = played();
      await player.play();
      await end;
    } catch (silent) {
      console.warn("the guide cannot say", sentence, silent);
      if (mine === turn) {
        giveUp();
      }
      return;
    }
    if (mine !== turn) {
      return;
    }
  }
  speaking = false;
}

/** Reads one more sentence behind those that are being read. */
function sayToo(sentence) {
  if (speaking) {
    last.push(sentence);
    document.documentElement.dataset.guide = last.join(" ");
  } else {
    say([sentence]);
  }
}

/** The control that the next touch chooses; shown, too. */
function arm(control) {
  armed?.removeAttribute("data-armed");
  control?.setAttribute("data-armed", "");
  armed = control;
}

/** What a control is called in the guide: what it says of itself, else its words, where they are the page's own. */
function named(control) {
  const own = control.closest("[data-say]");
  if (own) {
    return own.dataset.say;
  }
  const words = [control.getAttribute("aria-label"), control.textContent, control.querySelector("strong")?.textContent];
  return words.map((text) => text && keyOf(text.trim(), "kiosk.")).find(Boolean);
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

/** People ahead as they were when the number came: a line that moves must not begin the reading anew. */
const numberWords = ({ ticket }) => [
  "kiosk.your-number",
  `number.${ticket.number}`,
  "kiosk.ahead",
  `count.${Math.min(ticket.ahead, LARGEST_COUNT)}`,
  "kiosk.guide.number",
];

/** Where the paper is, once that is known. */
const PAPER_NEWS = { confirmed: "kiosk.paper.confirmed", failed: "kiosk.guide.no-paper", doubt: "kiosk.guide.no-paper", late: "kiosk.guide.no-paper" };

/** What is read when a screen comes; null for a screen that is read by its heading. */
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
    case "agencies":
      return ["kiosk.choose-agency", "kiosk.guide.touch"];
    default:
      return null;
  }
}

/** What the heading of a screen says that the guide does not know. */
const heading = () => ["h1", ".screen__step"].map((part) => keyOf(document.querySelector(part)?.textContent.trim(), "kiosk."));

/** To be called with every picture of the page. */
export function guide(view, shown) {
  if (!view.modes.guide) {
    return;
  }
  const words = arrival(view, shown);
  const name = `${language()} ${shown} ${words?.slice(0, 2).join(" ")}`;
  if (name !== screen) {
    screen = name;
    news = null;
    arm(null);
    if (words !== null) {
      say(words);
    } else {
      // The heading is there only after this picture.
      setTimeout(() => say([...heading(), "kiosk.guide.touch"]));
    }
  }
  const paper = shown === "number" ? PAPER_NEWS[view.shownPrint] : undefined;
  if (paper !== undefined && paper !== news) {
    news = paper;
    sayToo(paper);
  }
}

/**
 * Begins with the mode.
 *
 * @param onSilence called where nothing can be heard: touches that only speak would lead nowhere
 */
export function startGuide(onSilence) {
  giveUp = onSilence;
  screen = null;
  AHEAD.forEach((sentence) => sound(sentence).catch((silent) => console.warn("not spoken ahead", silent)));
}

export function stopGuide() {
  turn += 1;
  speaking = false;
  arm(null);
  screen = null;
  player.pause();
  delete document.documentElement.dataset.guide;
  sounds.forEach((from) => URL.revokeObjectURL(from));
  sounds.clear();
}

export const sayAgain = () => say(last);

/**
 * Stands before every control while the guide is on. A key press is let through: who comes by keyboard has heard the
 * control when it got the focus.
 */
export function listenFirst(isOn) {
  addEventListener(
    "click",
    (event) => {
      const control = event.target.closest(CONTROL);
      if (!isOn() || control === null || event.detail === 0 || control.dataset.mode !== undefined || control === armed) {
        arm(null);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      arm(control);
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
