/**
 * The rating tablet of a counter (`?counter=loket-01`): asks whoever just left how it was, then is idle again by
 * itself. It knows the visit by a word of the hall, never the ticket. An answer that was given is sent, also when its
 * giver walks away or the link is lost.
 */
import { Problem, get, newKey, post } from "/assets/api.js";
import { firstLanguage, inWords, language, speak, t } from "/assets/i18n.js";
import { keepPage } from "/assets/keep.js";
import { draw } from "/assets/view.js";
import { screen } from "./screen.js";

const LOOK_MILLIS = 2000;
const TICK_MILLIS = 250;
/** How long a step waits for a touch. */
const PATIENCE_SECONDS = { ask: 45, offer: 20, question: 60, thanks: 7 };
/** As long as the hall takes an answer. */
const SEND_MILLIS = 600_000;
const ELEMENTS = 9;

const counter = new URLSearchParams(location.search).get("counter");
const path = `/api/v1/counters/${encodeURIComponent(counter)}/rating`;
const nothing = { step: "idle", visit: null, held: false, full: false, rating: null, elements: [], sent: false, said: null, left: 0, of: 1 };
const state = { counters: null, tablet: null, linked: true, ...nothing };
/** The last visit that was asked or has answered; it is not asked again. */
let done = null;
let until = 0;

const isQuestion = () => typeof state.step === "number";

function step(to, more = {}) {
  const seconds = PATIENCE_SECONDS[typeof to === "number" ? "question" : to] ?? 0;
  until = Date.now() + seconds * 1000;
  change({ ...more, step: to, left: seconds, of: seconds });
}

function ask(visit) {
  done = visit.id;
  step("ask", { ...nothing, visit });
}

/** The next one begins in the hall's first language. */
async function rest() {
  step("idle", nothing);
  if (language() !== firstLanguage()) {
    await speak(firstLanguage());
    change({});
  }
}

/** Shows thanks at once and goes on sending behind it. */
async function give() {
  const { visit, rating, elements } = state;
  const mine = (changed) => state.visit === visit && change(changed);
  step("thanks");
  try {
    const complete = elements.length === ELEMENTS;
    await post(path, { visit: visit.id, rating, ...(complete ? { elements } : {}) }, { key: newKey(), patienceMillis: SEND_MILLIS });
    mine({ sent: true });
  } catch (problem) {
    console.warn("a rating was not taken", problem);
    mine({ said: problem.message });
  }
}

const actions = {
  rate: (rating) => {
    change({ rating });
    if (state.full) {
      step(1);
    } else if (state.visit.invited) {
      step("offer");
    } else {
      give();
    }
  },
  wantAll: () => step("ask", { full: !state.full, held: true }),
  begin: () => step(1),
  answer: (value) => {
    const elements = [...state.elements.slice(0, state.step - 1), value];
    change({ elements });
    if (state.step === ELEMENTS) {
      give();
    } else {
      step(state.step + 1);
    }
  },
  back: () => (state.step === 1 ? step(state.full ? "ask" : "offer", { elements: [] }) : step(state.step - 1, { elements: state.elements.slice(0, state.step - 2) })),
  enough: () => {
    change({ elements: [] });
    give();
  },
  longer: () => step(state.step, { held: true }),
  leave: rest,
  speak: async () => {
    await speak(language() === "id" ? "en" : "id");
    step(state.step, { held: true });
  },
};

/** Nobody touched the screen: a rating that was given is sent, anything else is over. */
function timeUp() {
  if (state.step === "offer" || isQuestion()) {
    actions.enough();
  } else {
    rest();
  }
}

function tick() {
  if (state.step === "idle") {
    return;
  }
  const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  if (left === 0) {
    timeUp();
  } else if (left !== state.left) {
    change({ left });
  }
}

/**
 * Whom the hall would ask now. A question nobody has touched yet makes room for the next visit, and ends with its own.
 */
function take(tablet) {
  change({ tablet, linked: true });
  document.title = t("rating.title", { counter: tablet.counterLabel });
  const { visit } = tablet;
  const untouched = state.step === "idle" || (state.step === "ask" && !state.held);
  if (untouched && visit !== undefined && visit.id !== done) {
    ask(visit);
  } else if (untouched && state.step === "ask" && visit === undefined) {
    rest();
  }
}

async function look() {
  try {
    take(await get(path));
  } catch (problem) {
    if (problem instanceof Problem && problem.status >= 400 && problem.status < 500) {
      await choose();
    } else {
      change({ linked: false });
    }
  }
  setTimeout(look, LOOK_MILLIS);
}

/** No counter, or one that is not in this hall: whoever sets the tablet up chooses. */
async function choose() {
  try {
    const { counters, agencies } = await get("/api/v1/hall");
    const names = new Map(agencies.map(({ id, name }) => [id, name]));
    change({ counters: counters.map((each) => ({ ...each, agencyName: inWords(names.get(each.agency)) })), linked: true });
  } catch (unreachable) {
    console.warn("the hall is not known yet", unreachable);
    change({ linked: false });
  }
}

await speak(firstLanguage());
const change = draw(document.getElementById("page"), state, (view) => screen(view, actions));
setInterval(tick, TICK_MILLIS);
if (counter === null) {
  await choose();
} else {
  look();
}
keepPage();
