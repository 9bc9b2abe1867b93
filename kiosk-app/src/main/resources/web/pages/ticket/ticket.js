/**
 * A visitor's phone: the place in line, and the counter when it is time. Keeps the last state while there is no
 * network.
 */
import { Problem, Unreachable, get, newKey, post } from "/assets/api.js";
import { now, syncClock, useZone } from "/assets/format.js";
import { firstLanguage, speak, t } from "/assets/i18n.js";
import { draw } from "/assets/view.js";
import { bell } from "./bell.js";
import { isNear, screen } from "./screen.js";

const WATCHED_MILLIS = 4000;
const HIDDEN_MILLIS = 15_000;
const LONGEST_MILLIS = 60_000;
const OVER = new Set(["finished", "cancelled", "expired"]);

const id = decodeURIComponent(location.pathname.split("/").pop());
const path = `/api/v1/tickets/${encodeURIComponent(id)}`;
const memory = {
  read: () => JSON.parse(localStorage.getItem("ticket") ?? "null"),
  write: (seen) => localStorage.setItem("ticket", JSON.stringify(seen)),
};

const state = { id, hall: null, ticket: null, seenAt: null, linked: true, unknown: false, leaving: false, leaveKey: null, busy: false, said: null, bell: false, survey: { given: false, open: false, rating: null, elements: new Array(9).fill(null), said: null, key: newKey() } };
const remembered = memory.read();
if (localStorage.getItem("rated") === id) {
  state.survey.given = true;
}
if (remembered?.ticket.id === id) {
  Object.assign(state, { hall: remembered.hall, ticket: remembered.ticket, seenAt: remembered.seenAt });
}

const actions = {
  speak: async (chosen) => {
    await speak(chosen);
    localStorage.setItem("language", chosen);
    change({});
  },
  rate: (rating) => ask({ rating }),
  openSurvey: () => ask({ open: true }),
  answer: (at, value) => ask({ elements: state.survey.elements.map((before, each) => (each === at ? value : before)) }),
  sendSurvey: async () => {
    const { rating, open, elements, key } = state.survey;
    change({ busy: true });
    try {
      await post("/api/v1/feedback", { ticket: id, rating, ...(open ? { elements } : {}) }, { key });
      rated();
    } catch (problem) {
      if (problem.body?.code === "feedback-given") {
        rated();
      } else {
        ask({ said: problem.message });
      }
    } finally {
      change({ busy: false });
    }
  },
  toggleBell: () => change({ bell: bell.toggle() }),
  askToLeave: () => change({ leaving: true, leaveKey: newKey(), said: null }),
  stay: () => change({ leaving: false }),
  leave: async () => {
    change({ busy: true });
    try {
      const ticket = await post(`${path}/cancel`, {}, { key: state.leaveKey });
      take(ticket);
      change({ busy: false, leaving: false });
    } catch (problem) {
      change({ busy: false, leaving: false, said: problem.message });
      refresh();
    }
  },
};

/** What is filled in; another answer is another request. */
const ask = (changed) => change({ survey: { ...state.survey, said: null, key: newKey(), ...changed } });

function rated() {
  localStorage.setItem("rated", id);
  ask({ given: true });
}

/** The other numbers of the visit that are called now. */
const calledOf = (ticket) => (ticket?.visitTickets ?? []).filter((other) => other.state === "called").map(({ number }) => number).join();

function take(ticket) {
  const before = state.ticket;
  const mine = ticket.state === "called" && (before?.state !== "called" || before.recalls !== ticket.recalls);
  const ofVisit = calledOf(ticket) !== "" && calledOf(ticket) !== calledOf(before);
  if (before !== null && (mine || ofVisit)) {
    bell.ring("called");
  } else if (before !== null && isNear(ticket) && !isNear(before)) {
    bell.ring("near");
  }
  change({ ticket, seenAt: now(), linked: true, unknown: false });
  memory.write({ hall: state.hall, ticket, seenAt: state.seenAt });
}

/** The few words of the hall that this page shows; fetched once, remembered with the ticket. */
async function learnHall() {
  const hall = await get("/api/v1/hall");
  syncClock(hall.now, hall.clockSpeed);
  const { branch, agencies, services, zones } = hall;
  const mine = (list, wanted) => list.find((one) => one.id === wanted);
  const ticket = state.ticket;
  change({ hall: { branch, agencies: Object.fromEntries(agencies.map(({ id: agency, name }) => [agency, name])), agency: mine(agencies, ticket.agency), service: mine(services, ticket.service), zone: mine(zones, ticket.zone) } });
}

async function refresh() {
  try {
    const ticket = await get(path);
    take(ticket);
    if (state.hall === null || state.hall.service?.id !== ticket.service) {
      await learnHall();
      memory.write({ hall: state.hall, ticket, seenAt: state.seenAt });
    }
    useZone(state.hall.branch.timeZone, state.hall.branch.zoneLabel);
    change({});
  } catch (problem) {
    if (problem instanceof Unreachable || !(problem instanceof Problem)) {
      change({ linked: false });
    } else if (problem.status === 404) {
      change({ unknown: true });
    } else {
      change({ said: problem.message });
    }
  }
}

/** What matters most, for whoever looks at another tab. */
function titleOf(ticket) {
  if (ticket.state === "called") {
    return t("ticket.title.called", { number: ticket.number, counter: ticket.counterLabel });
  }
  return isNear(ticket) && ticket.ahead > 0 ? t("ticket.title.near", { number: ticket.number, n: ticket.ahead }) : t("ticket.title", { number: ticket.number });
}

function page(view) {
  document.title = view.ticket ? titleOf(view.ticket) : t("ticket.heading");
  return screen(view, actions);
}

await speak(firstLanguage(localStorage.getItem("language")));
if (state.hall !== null) {
  useZone(state.hall.branch.timeZone, state.hall.branch.zoneLabel);
}
const change = draw(document.getElementById("page"), state, page);
document.addEventListener("visibilitychange", () => !document.hidden && refresh());
addEventListener("online", refresh);
for (let wait = WATCHED_MILLIS; !state.unknown && !OVER.has(state.ticket?.state); ) {
  await refresh();
  wait = state.linked ? WATCHED_MILLIS : Math.min(wait * 1.6, LONGEST_MILLIS);
  await new Promise((resolve) => setTimeout(resolve, document.hidden ? Math.max(wait, HIDDEN_MILLIS) : wait));
}
