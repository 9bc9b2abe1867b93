/**
 * The administrators' dashboard: one hall, one business day, live while it is the latest one. The server tells that
 * something changed and this page asks again for what it shows, so that a lost line or a reload never leaves a stale
 * figure.
 */
import { Problem, get, post, send } from "/assets/api.js";
import { follow } from "/assets/events.js";
import { useZone } from "/assets/format.js";
import { firstLanguage, inWords, language, speak, t } from "/assets/i18n.js";
import { draw, h } from "/assets/view.js";
import { alarms } from "./alarms.js";
import { arrivals, waitAgainstPromise, waitingNow } from "./charts.js";
import { fleet } from "./fleet.js";
import { login } from "./login.js";
import { beginOf, satisfaction } from "./satisfaction.js";
import { summary } from "./summary.js";
import { table } from "./tables.js";
import { top } from "./top.js";

const RECHECK_MILLIS = 30_000;
const ZONES = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

const state = {
  session: null,
  branches: [],
  branch: null,
  hall: null,
  day: null,
  live: null,
  statistics: {},
  nodes: [],
  alarms: { items: [] },
  grouping: "agency",
  skm: null,
  period: "month",
  weight: "ninth",
  linked: true,
  busy: false,
  trouble: null,
};
let unfollow = () => {};
let asking = 0;
/** The day that is asked for; `state.day` follows when its figures are here. */
let wanted = null;

const actions = {
  logIn: async (username, password) => {
    change({ busy: true, trouble: null });
    try {
      await arrive(await post("/api/v1/session", { username, password }));
    } catch (problem) {
      change({ busy: false, trouble: problem.message });
    }
  },
  logOut: async () => {
    unfollow();
    await send("DELETE", "/api/v1/session").catch((problem) => console.warn("not logged out at the server", problem));
    change({ session: null, trouble: null });
  },
  chooseBranch: (branch) => show(branch, null),
  chooseDay: (day) => show(state.branch, day),
  group: (grouping) => change({ grouping }),
  choosePeriod: (period) => {
    change({ period });
    return refresh();
  },
  weigh: (weight) => {
    change({ weight });
    return refresh();
  },
  seeAlarm: (id) => settle(id, "see"),
  closeAlarm: (id) => settle(id, "close"),
  speak: async (chosen) => {
    await speak(chosen);
    localStorage.setItem("language", chosen);
    document.title = t("page.title");
    change({});
  },
};

/** Whether the page shows the day that is still going on. */
const isLive = () => state.day === null || state.day === state.live?.day;

async function arrive(session) {
  change({ session, busy: false, trouble: null });
  const branches = (await get("/api/v1/branches")).items;
  change({ branches });
  const asked = new URLSearchParams(location.search);
  const first = branches.find((each) => each.id === asked.get("hall")) ?? branches.find((each) => each.businessDay) ?? branches[0];
  unfollow();
  if (first) {
    await show(first.id, asked.get("day"));
    unfollow = follow("/api/v1/events", { changed: onChanged }, (linked) => change({ linked }));
  }
}

/** Shows a hall and a day; null for its latest one. */
async function show(branch, day) {
  if (branch !== state.branch) {
    const known = state.branches.find((each) => each.id === branch);
    useZone(known?.timeZone ?? "Asia/Jakarta", ZONES[known?.timeZone] ?? "");
    change({ branch, day: null, hall: null, live: null, statistics: {}, skm: null });
  }
  wanted = day;
  const query = new URLSearchParams(day === null ? { hall: branch } : { hall: branch, day });
  history.replaceState(null, "", `?${query}`);
  await refresh();
}

function onChanged(change) {
  if (change.branches.length === 0 || change.branches.includes(state.branch)) {
    refresh();
  }
}

/** The survey of the chosen period up to this day; null where the hall had no day yet. */
async function survey(at, day) {
  const range = day && new URLSearchParams({ from: beginOf(state.period, day), to: day, weight: state.weight });
  return range ? get(`${at}/reports/skm.json?${range}`) : null;
}

/** Notes that this account has seen or closed an alarm. */
async function settle(id, how) {
  try {
    await post(`/api/v1/alarms/${id}/${how}`);
  } catch (problem) {
    change({ trouble: problem.message });
  }
  await refresh();
}

/** Asks for all that is shown; answers that were overtaken by a later question are dropped. */
async function refresh() {
  const turn = ++asking;
  const at = `/api/v1/branches/${encodeURIComponent(state.branch)}`;
  const day = wanted;
  const range = day === null ? "" : `&from=${day}&to=${day}`;
  const by = (group) => get(`${at}/statistics?by=${group}${range}`);
  try {
    const [hall, live, hour, agency, service, counter, nodes, alarmPage] = await Promise.all([
      state.hall ?? get(`${at}/hall`), get(`${at}/live`), by("hour"), by("agency"), by("service"), by("counter"), get("/api/v1/nodes"),
      get(`/api/v1/alarms?state=live&branch=${encodeURIComponent(state.branch)}`),
    ]);
    const skm = await survey(at, day ?? live.day);
    if (turn === asking) {
      const statistics = { hour, agency, service, counter };
      change({ day, hall, live, statistics, skm, nodes: nodes.items, alarms: alarmPage, trouble: null });
    }
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) {
      unfollow();
      change({ session: null, trouble: t("login.ended") });
    } else if (turn === asking) {
      change({ trouble: problem.message });
    }
  }
}

/** Names of the catalogue by id; the id itself where it has none. */
function names() {
  const of = (list, word) => new Map((list ?? []).map((each) => [each.id, word(each)]));
  const agencies = of(state.hall?.agencies, (each) => inWords(each.name));
  const services = of(state.hall?.services, (each) => inWords(each.name));
  const counters = of(state.hall?.counters, (each) => t("counter.name", { label: each.label }));
  const agencyOf = of(state.hall?.services, (each) => each.agency);
  return {
    agency: (id) => agencies.get(id) ?? id,
    service: (id) => services.get(id) ?? id,
    counter: (id) => counters.get(id) ?? id,
    agencyOf: (service) => agencyOf.get(service),
  };
}

function view(now) {
  if (now.session === null) {
    return login(now, actions);
  }
  const name = names();
  const total = now.statistics.hour?.total;
  return [
    h("a", { class: "skip", href: "#content" }, t("page.skip")),
    top(now, isLive(), actions),
    h(
      "main",
      { id: "content", tabindex: -1, lang: language() },
      now.trouble && h("p", { class: "notice notice--stop", role: "alert" }, now.trouble),
      now.branches.length === 0 && h("p", { class: "notice" }, t("page.no-hall")),
      total && [
        summary(total, isLive() ? now.live : null, name),
        h("div", { class: "charts" }, arrivals(now.statistics.hour), isLive() && waitingNow(now.statistics.agency, name), waitAgainstPromise(now.statistics.service, name)),
        table(now.statistics[now.grouping], now.grouping, name, actions),
        satisfaction(now, name, actions),
        alarms(now.alarms, actions),
        fleet(now.nodes.filter((node) => node.branch === now.branch)),
      ],
    ),
  ];
}

await speak(firstLanguage(localStorage.getItem("language")));
document.title = t("page.title");
const change = draw(document.getElementById("page"), state, view);
setInterval(() => state.session && state.branch && document.visibilityState === "visible" && refresh(), RECHECK_MILLIS);
try {
  await arrive(await get("/api/v1/session"));
} catch (problem) {
  if (problem.status !== 401) {
    change({ trouble: problem.message });
  }
}
