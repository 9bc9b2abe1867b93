/** What the board shows, for eyes at eight metres. */
import { date, now, time, zonedTime } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { linesOf, pictures, runningText } from "./notices.js";

/** Rows of the list that are shown at once, alone and above a picture; more turn page by page. */
const ROWS = 7;
const ROWS_WITH_PICTURE = 4;
const LONG_NUMBER = 5;
/** More do not fit into one line at full size, once each has two digits. */
const MANY_AGENCIES = 15;
const MOST_RECENT = 6;

export const rowsOf = (view) => (view.notices.pictures.length > 0 ? ROWS_WITH_PICTURE : ROWS);

const keyOf = (call) => `${call.counter} ${call.number} ${call.recall}`;

const header = (view) => {
  const zone = view.hall?.zones.find(({ id }) => id === view.zone);
  return h(
    "header",
    { class: "top" },
    h("img", { class: "top__mark", src: "/assets/icons/mark.svg", alt: "" }),
    h("div", { class: "top__hall" }, h("h1", {}, inWords(view.board?.branch.name ?? view.hall?.branch.name)), h("p", {}, zone ? inWords(zone.name) : view.hall?.branch.city)),
    view.hall?.simulated && h("p", { class: "top__simulated" }, t("board.simulated")),
    !view.linked && view.updatedAt !== null && h("p", { class: "updated" }, icon("link-lost"), t("board.updated", { time: time(view.updatedAt) })),
    h("div", { class: "top__clock" }, h("p", { class: "number" }, zonedTime(now())), h("p", {}, date(now()))),
  );
};

/** Where the hall has zones and the board is for all of them, a call says its zone. */
const zoneOf = (view, call) => {
  const zones = view.hall?.zones ?? [];
  return view.zone === null && zones.length > 1 ? inWords(zones.find(({ id }) => id === call.zone)?.name) : "";
};

const newest = (view) => {
  const call = view.newest;
  if (call === null) {
    return h("section", { class: "newest newest--none" }, h("p", {}, t(view.board?.day.open === false ? "board.day-closed" : "board.nobody-yet")));
  }
  const over = view.board !== null && !view.board.now.some((current) => current.counter === call.counter && current.number === call.number);
  const classes = ["newest", view.fresh && "newest--fresh", over && "newest--over", call.number.length > LONG_NUMBER && "newest--long"];
  return h(
    "section",
    {
      key: keyOf(call),
      class: classes.filter(Boolean).join(" "),
      "aria-label": t("board.newest"),
    },
    h("p", { class: "newest__label" }, t(over ? "board.over" : "board.number"), !over && call.recall > 0 && h("span", { class: "newest__recall" }, t("board.recall", { n: call.recall + 1 }))),
    h("p", { class: "newest__number number", "data-number": call.number }, call.number),
    h("p", { class: "newest__counter" }, h("span", {}, t("board.counter")), h("strong", { class: "number", "data-counter": call.counter }, call.counterLabel)),
    h("p", { class: "newest__agency" }, [zoneOf(view, call), inWords(call.agencyName)].filter(Boolean).join(" · ")),
  );
};

const row = (view) => (call) =>
  h(
    "tr",
    { key: keyOf(call) },
    h("td", { class: "number" }, call.number),
    h("td", { class: "calls__agency" }, h("span", {}, zoneOf(view, call) && [h("b", { class: "calls__zone" }, zoneOf(view, call)), " · "], inWords(call.agencyName))),
    h("td", { class: "number calls__counter" }, call.counterLabel),
  );

const calls = (view) => {
  const others = (view.board?.now ?? []).filter((call) => call.number !== view.newest?.number || call.counter !== view.newest?.counter);
  const rows = rowsOf(view);
  const pages = Math.max(1, Math.ceil(others.length / rows));
  const page = Math.min(view.page, pages - 1);
  return h(
    "section",
    { class: "calls", "aria-label": t("board.now") },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("board.number-short")), h("th", { scope: "col" }, t("board.agency")), h("th", { scope: "col" }, t("board.counter")))),
      h("tbody", {}, others.slice(page * rows, page * rows + rows).map(row(view))),
    ),
    pages > 1 && h("p", { class: "calls__page" }, Array.from({ length: pages }, (_, at) => h("i", { class: at === page ? "here" : "" })), h("span", { class: "for-reader" }, t("board.page", { n: page + 1, of: pages }))),
    pictures(view),
  );
};

const recent = (view) => {
  const shown = new Set([view.newest, ...(view.board?.now ?? [])].map((call) => call?.number));
  const gone = (view.board?.recent ?? []).filter((call) => !shown.has(call.number)).slice(0, MOST_RECENT);
  return h(
    "section",
    { class: "strip" },
    h("h2", {}, t("board.recent")),
    h("ul", {}, gone.map((call) => h("li", { key: keyOf(call) }, h("span", { class: "number" }, call.number), h("span", { class: "strip__to" }, t("board.at", { counter: call.counterLabel }))))),
  );
};

const waiting = (view) => {
  const agencies = (view.hall?.agencies ?? []).filter(({ id, zone }) => view.board?.waiting[id] !== undefined && (view.zone === null || zone === view.zone));
  return h(
    "section",
    { class: `strip strip--waiting ${agencies.length > MANY_AGENCIES ? "strip--many" : ""}` },
    h("h2", {}, t("board.waiting")),
    h(
      "ul",
      {},
      agencies.map((agency) =>
        h(
          "li",
          { key: agency.id },
          h("span", { class: "for-reader" }, inWords(agency.name)),
          h("span", { class: "strip__prefix", "aria-hidden": "true" }, agency.prefix),
          h("span", { class: "number" }, view.board.waiting[agency.id]),
        ),
      ),
    ),
  );
};

export const screen = (view, actions) =>
  h(
    "div",
    { class: `board ${linesOf(view).length > 0 ? "board--text" : ""}` },
    header(view),
    h("main", { class: "board__main" }, newest(view), calls(view)),
    h("footer", { class: "board__foot" }, recent(view), waiting(view), runningText(view, actions)),
    h("p", { class: "for-reader", role: "status" }, view.fresh && view.newest && t("board.spoken", { number: view.newest.number, counter: view.newest.counterLabel })),
    view.soundBlocked && h("button", { class: "sound-hint" }, icon("sound"), t("board.touch-for-sound")),
  );
