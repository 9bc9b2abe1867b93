/**
 * The board of a hall or zone: the newest call huge, then who is called where. Keeps its last state when the link is
 * lost. `?zone=1` shows one zone, `?sound=1` lets this board speak (one board of a zone does), `?voice=en` chooses the
 * voice, `?motion=steps` changes the texts line by line instead of letting them run.
 */
import { get } from "/assets/api.js";
import { follow } from "/assets/events.js";
import { date, now, syncClock, useZone } from "/assets/format.js";
import { firstLanguage, inWords, speak, t } from "/assets/i18n.js";
import { keepPage } from "/assets/keep.js";
import { draw } from "/assets/view.js";
import { announcer } from "./announcer.js";
import { watchNotices } from "./notices.js";
import { rowsOf, screen } from "./screen.js";

const TURN_PAGE_MILLIS = 8000;
const HALL_AGAIN_MILLIS = 300_000;
const MOST_RECENT = 12;

const asked = new URLSearchParams(location.search);
const zone = asked.get("zone");
const query = zone === null ? "" : `?zone=${encodeURIComponent(zone)}`;
const state = {
  zone,
  hall: null,
  board: null,
  newest: null,
  fresh: false,
  linked: true,
  updatedAt: null,
  soundBlocked: false,
  page: 0,
  minute: 0,
  notices: { texts: {}, pictures: [] },
  turn: 0,
  held: false,
};

/**
 * What this board showed last, for a load while the line is down. A help only: a browser that keeps nothing has a board
 * all the same.
 */
const memory = {
  key: `board ${zone ?? ""}`,
  read: () => JSON.parse(localStorage.getItem(memory.key) ?? "null"),
  write() {
    try {
      if (state.hall !== null) {
        const { hall, board, updatedAt } = state;
        // How far the hub's clock is ahead of this computer's, which may have neither network nor battery to be right.
        localStorage.setItem(memory.key, JSON.stringify({ hall, board, updatedAt, ahead: now() - Date.now() }));
      }
    } catch (full) {
      console.warn("this browser does not remember the board", full);
    }
  },
};
/** Whether anything has come from the hub since this page was loaded. */
let heard = false;

const sameCall = (one, other) => one.counter === other.counter && one.number === other.number;

function showBoard(board) {
  syncClock(board.serverTime);
  const newest = state.newest ?? board.recent[0] ?? board.now[0] ?? null;
  change({ board, newest, updatedAt: Date.parse(board.serverTime), linked: true });
  memory.write();
}

/** A snapshot after a lost link may hold calls that were never heard here; those still fresh are. */
function showSnapshot(board) {
  const first = !heard;
  heard = true;
  if (first) {
    change({ newest: null });
  }
  showBoard(board);
  if (!first) {
    [...board.now].reverse().forEach(announce);
  }
}

function showCall(call) {
  if (state.board !== null) {
    const others = (calls) => [call, ...calls.filter((other) => !sameCall(other, call))];
    change({ board: { ...state.board, now: others(state.board.now), recent: others(state.board.recent).slice(0, MOST_RECENT) } });
    memory.write();
  }
  announce(call);
}

function showHall(hall) {
  useZone(hall.branch.timeZone, hall.branch.zoneLabel);
  document.title = t("board.title", { hall: inWords(hall.branch.name) });
  change({ hall });
}

/** The last state until the hub tells another; calls of another day are nobody's any more. */
function showRemembered() {
  const remembered = memory.read();
  if (remembered === null) {
    return;
  }
  const { hall, board, updatedAt, ahead } = remembered;
  if (Number.isFinite(ahead)) {
    syncClock(new Date(Date.now() + ahead).toISOString(), hall.clockSpeed);
  }
  showHall(hall);
  if (date(updatedAt) === date(now())) {
    change({ board, newest: board.recent[0] ?? board.now[0] ?? null, updatedAt, linked: false });
  }
}

async function learnHall() {
  try {
    const hall = await get("/api/v1/hall");
    syncClock(hall.now, hall.clockSpeed);
    showHall(hall);
  } catch (unreachable) {
    console.warn("the hall is not known yet", unreachable);
    setTimeout(learnHall, 3000);
  }
}

function everySecond() {
  const minute = Math.floor(now() / 60_000);
  if (minute !== state.minute) {
    change({ minute });
  }
}

function turnPage() {
  const pages = Math.max(1, Math.ceil((state.board?.now.length ?? 0) / rowsOf(state)));
  change({ page: (state.page + 1) % pages });
}

await speak(firstLanguage());
const actions = { hold: () => change({ held: !state.held }) };
const change = draw(document.getElementById("page"), state, (view) => screen(view, actions));
const announce = announcer({
  sound: asked.get("sound") === "1",
  voice: asked.get("voice") === "en" ? "en" : "id",
  isOver: (call) => !state.board?.now.some((current) => sameCall(current, call)),
  onShow: (call) => change({ newest: call, fresh: true, page: 0 }),
  onBlocked: (soundBlocked) => change({ soundBlocked }),
});
try {
  showRemembered();
} catch (unreadable) {
  console.warn("what this board remembers cannot be shown", unreadable);
}
await learnHall();
watchNotices(state, change);
setInterval(learnHall, HALL_AGAIN_MILLIS);
setInterval(everySecond, 1000);
setInterval(turnPage, TURN_PAGE_MILLIS);
follow(`/api/v1/events${query}`, { snapshot: showSnapshot, board: showBoard, call: showCall }, (linked) => change({ linked }));
keepPage();
