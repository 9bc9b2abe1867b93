/**
 * The officer's console: one large button whose meaning follows the state of the counter. Everything shown comes from
 * the hub (`GET …/desk`), so that a reload or a crash loses nothing; the page keeps only which counter it sits at.
 */
import { Problem, get, newKey, post, send } from "/assets/api.js";
import { follow } from "/assets/events.js";
import { syncClock, useZone } from "/assets/format.js";
import { firstLanguage, inWords, speak, t } from "/assets/i18n.js";
import { draw, h } from "/assets/view.js";
import { choice, login } from "./arrival.js";
import { shortcutOf } from "./buttons.js";
import { desk } from "./desk.js";
import { dialogs } from "./dialogs.js";
import { manualDialog } from "./manual.js";
import { supervisorDialog } from "./supervisor.js";

const RECHECK_MILLIS = 15_000;
const WATCH_MILLIS = 5000;
/** Buttons rest this long after an answer: a double click must not press the next meaning of the button as well. */
const SETTLE_MILLIS = 600;
const remembered = {
  get counter() {
    return localStorage.getItem("counter");
  },
  set counter(id) {
    if (id === null) {
      localStorage.removeItem("counter");
    } else {
      localStorage.setItem("counter", id);
    }
  },
};

const state = {
  session: null,
  hall: null,
  watch: null,
  calls: null,
  /** Where every number went, while it is shown. */
  numbers: null,
  /** What happened today, while it is shown. */
  happenings: null,
  /** The number whose calls are shown; empty for the newest of all. */
  why: "",
  counter: null,
  desk: null,
  linked: true,
  busy: null,
  said: null,
  asking: null,
  shortcuts: localStorage.getItem("shortcuts") !== "off",
  tick: 0,
};
let unfollow = () => {};

/** Tells this page from another at the same counter; a reload names the page it replaces. */
const page = newKey();
const instead = sessionStorage.getItem("page");
sessionStorage.setItem("page", page);
const streamOf = (counter) => `/api/v1/events?${new URLSearchParams({ counter, page, ...(instead === null ? {} : { instead }) })}`;

const actions = {
  logIn: async (username, password) => {
    change({ busy: "login", said: null });
    try {
      const session = await post("/api/v1/session", { username, password });
      await arrive(session);
    } catch (problem) {
      change({ busy: null, said: { tone: "stop", words: withDelay(problem) } });
    }
  },
  logOut: async () => {
    unfollow();
    await send("DELETE", "/api/v1/session").catch((problem) => console.warn("not logged out at the hub", problem));
    change({ session: null, counter: null, desk: null, said: null, asking: null });
  },
  sitAt: (counter) => sitAt(counter),
  leave: () => {
    unfollow();
    remembered.counter = null;
    change({ counter: null, desk: null, said: null, asking: null });
    refreshHall();
    watchHall();
  },
  ask: (asking) => change({ asking, said: null }),
  cancel: () => change({ asking: null }),
  press,
  supervise,
  answerHelp: () => supervise("POST", "help/answered", {}, () => t("counter.said.going")),
  askWhy: (why) => {
    change({ why });
    return refreshWatch();
  },
  reconcile: () => {
    if (state.numbers === null) {
      return loadNumbers();
    }
    return change({ numbers: null });
  },
  tellHappenings: () => (state.happenings === null ? loadHappenings() : change({ happenings: null })),
  toggleShortcuts: () => {
    localStorage.setItem("shortcuts", state.shortcuts ? "off" : "on");
    change({ shortcuts: !state.shortcuts });
  },
  speak: async (chosen) => {
    await speak(chosen);
    localStorage.setItem("language", chosen);
    change({});
  },
};

const withDelay = (problem) =>
  problem.body?.retryAfterSeconds ? `${problem.message} ${t("counter.login.wait", { n: problem.body.retryAfterSeconds })}` : problem.message;

/** Does one thing at the counter: one press, one key; all buttons rest until the answer is here. */
async function press(what, body) {
  if (state.busy !== null) {
    return;
  }
  change({ busy: what, said: null, asking: null });
  try {
    const answer = await post(`/api/v1/counters/${state.counter}/${what}`, body, { key: newKey() });
    await refreshDesk();
    change({ said: outcome(what, answer) });
  } catch (problem) {
    await refreshDesk();
    report(problem);
  } finally {
    setTimeout(() => change({ busy: null }), SETTLE_MILLIS);
  }
}

/** What is not done at one counter: the day, its hours, a disruption, an answer to a call for help. */
async function supervise(method, path, body, words = () => t("counter.supervisor.done")) {
  if (state.busy !== null) {
    return;
  }
  change({ busy: path, said: null, asking: null });
  try {
    const answer = await send(method, `/api/v1/${path}`, body, { key: newKey() });
    change({ said: { tone: "good", words: words(answer) } });
    if (path === "day/close") {
      await loadNumbers();
    }
  } catch (problem) {
    report(problem);
  } finally {
    change({ busy: null });
    refreshDesk();
    refreshWatch();
  }
}

function outcome(what, answer) {
  if (what === "call-next" && answer === null) {
    return { tone: "accent", words: t("counter.said.nobody") };
  }
  const number = answer?.ticket?.number ?? answer?.number;
  return number ? { tone: "good", words: t(`counter.said.${what}`, { number }) } : null;
}

function report(problem) {
  if (!(problem instanceof Problem)) {
    throw problem;
  }
  if (problem.status === 401) {
    unfollow();
    change({ session: null, desk: null, said: { tone: "warn", words: t("counter.login.again") } });
    return;
  }
  change({ said: { tone: "stop", words: problem.message } });
}

async function refreshDesk() {
  const counter = state.counter;
  if (counter === null) {
    return;
  }
  try {
    const fresh = await get(`/api/v1/counters/${counter}/desk`);
    if (state.counter === counter && !(state.desk?.version > fresh.version)) {
      change({ desk: fresh, linked: true });
    }
  } catch (problem) {
    if (problem.status === 401) {
      report(problem);
    } else {
      change({ linked: false });
    }
  }
}

async function refreshHall() {
  try {
    const hall = await get("/api/v1/hall");
    syncClock(hall.now, hall.clockSpeed);
    useZone(hall.branch.timeZone, hall.branch.zoneLabel);
    change({ hall });
  } catch (problem) {
    console.warn("the hall is not known", problem);
    change({ linked: false });
  }
}

const supervises = () => ["supervisor", "admin"].includes(state.session?.role) && state.counter === null;

/** While the disk cannot be read, what was read of the journal before stays, and all other lists go on. */
function unlessLimited(problem) {
  if (problem.code === "storage-limited") {
    return state.calls;
  }
  throw problem;
}

/** What only a supervisor sees; asked for again and again while it is on the screen. */
async function refreshWatch() {
  if (!supervises() || document.hidden) {
    return;
  }
  try {
    const only = state.why === "" ? "" : `?${new URLSearchParams({ number: state.why })}`;
    const [seen, calls] = await Promise.all([get("/api/v1/supervision"), get(`/api/v1/supervision/calls${only}`).catch(unlessLimited), refreshHall()]);
    change({ watch: seen, calls, linked: true });
    if (state.numbers !== null) {
      await loadNumbers();
    }
    if (state.happenings !== null) {
      await loadHappenings();
    }
  } catch (problem) {
    if (problem.status === 401) {
      report(problem);
    } else if (problem.code === "field-wrong") {
      change({ why: "", said: { tone: "stop", words: problem.message } });
    } else {
      change({ linked: false });
    }
  }
}

/** Alarms and devices are shown when they happen; what costs more to ask for comes with the next look. */
function watchHall() {
  unfollow();
  if (supervises()) {
    unfollow = follow("/api/v1/events", { hall: refreshAlarms, snapshot: refreshWatch }, (linked) => change({ linked }));
  }
}

async function refreshAlarms() {
  try {
    change({ watch: await get("/api/v1/supervision") });
  } catch (problem) {
    if (problem.status === 401) {
      report(problem);
    } else {
      console.info("the next look tells", problem);
    }
  }
}

async function loadNumbers() {
  try {
    change({ numbers: await get("/api/v1/supervision/numbers") });
  } catch (problem) {
    report(problem);
  }
}

async function loadHappenings() {
  try {
    change({ happenings: (await get("/api/v1/supervision/happenings")).happenings });
  } catch (problem) {
    report(problem);
  }
}

async function sitAt(counter) {
  unfollow();
  remembered.counter = counter;
  change({ counter, desk: null, said: null });
  await refreshDesk();
  unfollow = follow(
    streamOf(counter),
    {
      desk: (event) => event.counter === state.counter && refreshDesk(),
      snapshot: refreshDesk,
    },
    (linked) => change({ linked }),
  );
}

async function arrive(session) {
  await refreshHall();
  change({ session, busy: null, said: null });
  if (session.counters.includes(remembered.counter)) {
    await sitAt(remembered.counter);
  } else {
    watchHall();
  }
}

function onKey(event) {
  if (state.desk === null || state.asking !== null || event.repeat || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const wanted = shortcutOf(state, actions, event.key);
  if (wanted) {
    event.preventDefault();
    wanted();
  }
}

function screen(view) {
  if (view.hall === null) {
    return h("main", { "aria-busy": "true" });
  }
  document.title = view.desk
    ? t("counter.title.desk", { counter: view.desk.counter.label })
    : t("counter.title", { hall: inWords(view.hall.branch.name) });
  if (view.session === null) {
    return login(view, actions);
  }
  if (view.counter === null) {
    return h("div", {}, choice(view, actions), supervisorDialog(view, actions), manualDialog(view, actions));
  }
  return h("div", { class: "console" }, desk(view, actions), dialogs(view, actions));
}

await speak(firstLanguage(localStorage.getItem("language")));
const change = draw(document.getElementById("page"), state, screen);
addEventListener("keydown", onKey);
setInterval(() => change({ tick: state.tick + 1 }), 1000);
setInterval(refreshDesk, RECHECK_MILLIS);
setInterval(refreshWatch, WATCH_MILLIS);
while (state.hall === null) {
  await refreshHall();
  if (state.hall === null) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
await get("/api/v1/session").then(arrive, (problem) => problem.status !== 401 && report(problem));
