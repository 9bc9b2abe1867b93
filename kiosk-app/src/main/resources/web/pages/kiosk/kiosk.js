/**
 * The kiosk: choose an agency, choose a service, hold a number. Two touches, three with priority.
 * The state below is the whole page; the other modules of this folder draw parts of it.
 */
import { Unreachable, get, newKey, post } from "/assets/api.js";
import { follow } from "/assets/events.js";
import { now, syncClock, useZone } from "/assets/format.js";
import { firstLanguage, inWords, language, speak, t } from "/assets/i18n.js";
import { keepPage } from "/assets/keep.js";
import { draw, h } from "/assets/view.js";
import { agencyScreen } from "./agencies.js";
import { belongings, carries, checkInActions, checkInProblem, checkInScreen, checkInState, refusedCheckIn } from "./checkin.js";
import { footer, header } from "./frame.js";
import { guide, listenFirst, sayAgain, startGuide, stopGuide } from "./guide.js";
import { isLong, longQueueDialog } from "./long.js";
import { isPlain, plain, wear } from "./modes.js";
import { numberScreen } from "./number.js";
import { saver } from "./saver.js";
import { serviceScreen } from "./services.js";
import { scanDialog } from "./scan.js";
import { shutReason, shutScreen, unreachable } from "./shut.js";
import { problemDialog, stillThereDialog } from "./trouble.js";

const REFRESH_MILLIS = 10_000;
const MISSES_BEFORE_OUT_OF_SERVICE = 2;
const IDLE_BEFORE_QUESTION = 40;
const SECONDS_TO_ANSWER = 15;
const IDLE_BEFORE_SAVER = 90;
const SECONDS_WITH_PAPER = 15;
const SECONDS_WITHOUT_PAPER = 60;
const SECONDS_FOR_PRINTING = 12;
const SECONDS_FOR_SCAN = 15;
/** The scanner is plugged into the machine that serves this page; nobody else is told what it reads. */
const AT_THE_KIOSK = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
const PAPER_ON_ITS_WAY = new Set(["reserved", "sent"]);

const kiosk = new URLSearchParams(location.search).get("kiosk") ?? undefined;
const state = {
  hall: null,
  misses: 0,
  lostAt: 0,
  screen: "agencies",
  agency: null,
  priority: false,
  press: null,
  tried: null,
  problem: null,
  ticket: null,
  printingFor: 0,
  secondsLeft: 0,
  idleSeconds: 0,
  asking: false,
  saverSeconds: -1,
  longQueue: null,
  browsing: false,
  scan: null,
  ...checkInState,
  modes: plain(),
  mute: false,
  paintedMinute: 0,
};

const actions = {
  ...checkInActions(state, (changed) => change(changed), (press) => issue(press), kiosk),
  chooseAgency: (agency) => change({ screen: "services", agency, priority: false }),
  takePriority: (priority) => change({ priority }),
  takeNumber,
  tryAgain: () => issue(state.press),
  dismissProblem: () => change({ problem: null, press: null }),
  queueAllTheSame: () => begin(state.longQueue),
  notThatLong: () => change({ longQueue: null }),
  browse: () => change({ browsing: true }),
  back: () => change({ screen: "agencies", agency: null, priority: false }),
  goHome,
  moreTime: () => change({ secondsLeft: SECONDS_WITHOUT_PAPER }),
  reprint,
  stillThere: () => change({ idleSeconds: 0, asking: false }),
  wake: () => change({ idleSeconds: 0, saverSeconds: -1 }),
  dismissScan: () => change({ scan: null }),
  toggleMode: (mode) => setModes({ ...state.modes, [mode]: !state.modes[mode] }),
  sayAgain,
  speak: async (chosen) => {
    await speak(chosen);
    change({});
  },
};

function setModes(modes) {
  if (modes.guide !== state.modes.guide) {
    change({ mute: false });
    (modes.guide ? startGuide : stopGuide)(withoutVoice);
  }
  wear(modes);
  change({ modes });
}

function withoutVoice() {
  setModes({ ...state.modes, guide: false });
  change({ mute: true });
}

/** The visit is over: the next visitor finds the kiosk as it always is. */
async function goHome() {
  change({ ...checkInState, screen: "agencies", agency: null, priority: false, ticket: null, problem: null, press: null });
  change({ idleSeconds: 0, asking: false, longQueue: null, browsing: false, mute: false });
  setModes(plain());
  if (language() !== firstLanguage()) {
    await speak(firstLanguage());
    change({});
  }
}

/** One press, one slip: further touches are ignored until this press is answered. */
function takeNumber(service) {
  if (state.press !== null) {
    return;
  }
  if (isLong(state.hall.services.find(({ id }) => id === service))) {
    change({ longQueue: service });
  } else {
    begin(service);
  }
}

function begin(service) {
  if (state.press === null) {
    change({ longQueue: null });
    issue({ key: newKey(), body: { service, priority: state.priority, language: language(), kiosk, paper: true, ...belongings(state) } });
  }
}

async function issue(press) {
  change({ press, problem: null });
  try {
    const ticket = await post("/api/v1/tickets", press.body, { key: press.key });
    change({ ...checkInState, press: null, priority: false, screen: "number", ticket, printingFor: 0, secondsLeft: SECONDS_WITHOUT_PAPER });
    watchPaper(ticket.id);
  } catch (problem) {
    change({ problem, tried: press, press: problem instanceof Unreachable ? press : null });
    refresh();
  }
}

async function reprint() {
  if (state.press !== null) {
    return;
  }
  const press = { key: newKey() };
  change({ press });
  try {
    const ticket = await post(`/api/v1/tickets/${state.ticket.id}/reprint`, {}, { key: press.key });
    change({ press: null, ticket, printingFor: 0, secondsLeft: SECONDS_WITHOUT_PAPER });
    watchPaper(ticket.id);
  } catch (problem) {
    change({ press: null, problem });
  }
}

/** A code was held in front of the scanner: its ticket, or what to do with it, in the sentence that came with it. */
async function showScan(scan) {
  if (actions.scanned(scan)) {
    return;
  }
  try {
    const ticket = scan.ticket ? await get(`/api/v1/tickets/${scan.ticket}`) : null;
    change({ scan: { ...scan, ticket, secondsLeft: SECONDS_FOR_SCAN }, idleSeconds: 0, saverSeconds: -1 });
  } catch (problem) {
    change({ scan: { kind: "refused", said: problem.message, ticket: null, secondsLeft: SECONDS_FOR_SCAN } });
  }
}

/** Follows the paper until it is known where it is, or the visitor has gone. */
async function watchPaper(id) {
  while (state.ticket?.id === id) {
    try {
      const ticket = await get(`/api/v1/tickets/${id}`);
      if (state.ticket?.id !== id) {
        return;
      }
      const onItsWay = PAPER_ON_ITS_WAY.has(ticket.print);
      const settled = PAPER_ON_ITS_WAY.has(state.ticket.print) && ticket.print === "confirmed";
      change({ ticket, ...(settled && isPlain(state.modes) ? { secondsLeft: SECONDS_WITH_PAPER } : {}) });
      if (!onItsWay) {
        return;
      }
    } catch (unreachable) {
      console.warn("the state of the paper is not known", unreachable);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

async function refresh() {
  try {
    const hall = await get("/api/v1/hall");
    syncClock(hall.now, hall.clockSpeed);
    useZone(hall.branch.timeZone, hall.branch.zoneLabel);
    document.title = t("kiosk.title", { hall: inWords(hall.branch.name) });
    change({ hall, misses: 0, lostAt: now() });
  } catch (problem) {
    console.warn("the hub does not answer", problem);
    change({ misses: state.misses + 1 });
  }
}

function everySecond() {
  const minute = Math.floor(now() / 60_000);
  if (minute !== state.paintedMinute) {
    change({ paintedMinute: minute });
  }
  if (state.scan !== null) {
    const secondsLeft = state.scan.secondsLeft - 1;
    change({ scan: secondsLeft > 0 ? { ...state.scan, secondsLeft } : null });
  }
  if (state.screen === "number") {
    const printingFor = PAPER_ON_ITS_WAY.has(state.ticket.print) ? state.printingFor + 1 : 0;
    change({ printingFor, secondsLeft: state.secondsLeft - 1 });
    if (state.secondsLeft <= 0) {
      goHome();
    }
  } else if (state.press === null) {
    waitForVisitor();
  }
}

/** Whether somebody has begun something that would be left behind. */
const leftBehind = () => state.screen !== "agencies" || state.browsing || carries(state) || !isPlain(state.modes) || language() !== firstLanguage();

/**
 * A visitor who has gone is asked for, then the kiosk returns to its start; where nobody is, the promise of the hall is
 * shown.
 */
function waitForVisitor() {
  const idleSeconds = state.idleSeconds + 1;
  change({ idleSeconds });
  if (!leftBehind()) {
    const atRest = idleSeconds >= IDLE_BEFORE_SAVER && shownOf({ ...state, saverSeconds: -1 }) === "agencies";
    change({ asking: false, saverSeconds: atRest ? state.saverSeconds + 1 : -1 });
  } else if (idleSeconds >= IDLE_BEFORE_QUESTION + SECONDS_TO_ANSWER) {
    goHome();
  } else if (idleSeconds >= IDLE_BEFORE_QUESTION) {
    change({ asking: true });
  }
}

/** Which screen is to be seen. */
function shownOf(view) {
  if (view.screen === "number") {
    return "number";
  }
  if (view.hall === null && view.misses === 0) {
    return "nothing-yet";
  }
  if (view.hall === null || view.misses >= MISSES_BEFORE_OUT_OF_SERVICE) {
    return "unreachable";
  }
  if (view.saverSeconds >= 0) {
    return "saver";
  }
  if (view.screen === "agencies" && !view.browsing && shutReason(view.hall) !== null) {
    return "shut";
  }
  return view.screen;
}

const SCREENS = {
  "nothing-yet": () => h("main", { "aria-busy": "true" }),
  number: (view) => numberScreen({ ...view, print: view.shownPrint }, actions),
  unreachable,
  saver: (view) => saver(view, actions),
  shut: (view) => shutScreen(shutReason(view.hall), view, actions),
  checkin: (view) => checkInScreen(view, actions),
  services: (view) => serviceScreen(view, actions),
  agencies: (view) => agencyScreen(view, actions),
};

const frame = (shown, view) => [
  shown !== "saver" && header(view),
  SCREENS[shown](view),
  shown !== "saver" && footer(view, actions),
];

function page(state) {
  const shown = shownOf(state);
  const view = { ...state, shownPrint: state.printingFor > SECONDS_FOR_PRINTING ? "late" : state.ticket?.print };
  guide(view, shown);
  return h(
    "div",
    { class: `kiosk kiosk--${shown}` },
    frame(shown, view),
    view.problem && (refusedCheckIn(view) ? checkInProblem(view, actions) : problemDialog(view, actions)),
    view.longQueue && !view.problem && longQueueDialog(view, actions),
    view.scan && !view.problem && scanDialog(view, actions),
    view.asking && stillThereDialog(IDLE_BEFORE_QUESTION + SECONDS_TO_ANSWER - view.idleSeconds, actions),
  );
}

/**
 * A touch or a key says that somebody is there. While the question stands, only its own buttons answer it: it must not
 * vanish under the finger.
 */
function noticeVisitor() {
  for (const sign of ["pointerdown", "keydown"]) {
    addEventListener(sign, () => {
      if (!state.asking) {
        state.idleSeconds = 0;
      }
    });
  }
  addEventListener("click", ({ target }) => {
    if (state.asking && target.localName === "dialog") {
      actions.stillThere();
    }
  });
}

await speak(firstLanguage());
const change = draw(document.getElementById("page"), state, page);
await refresh();
noticeVisitor();
listenFirst(() => state.modes.guide);
setInterval(refresh, REFRESH_MILLIS);
setInterval(everySecond, 1000);
follow("/api/v1/events", { hall: refresh, snapshot: refresh });
if (AT_THE_KIOSK) {
  follow("/api/v1/scans", { scan: showScan });
}
keepPage();
