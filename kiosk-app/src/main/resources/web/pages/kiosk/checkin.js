/**
 * Checking in with a reservation: hold its code under the scanner, or type it. A code that this hall cannot check is
 * kept until its holder has chosen a service. The pad has what booking codes are made of, and nothing else.
 */
import { Unreachable, newKey } from "/assets/api.js";
import { language, t } from "/assets/i18n.js";
import { dialog, focusOnArrival, h, icon } from "/assets/view.js";

const ROWS = ["1234567890", "ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ"];
const SHORTEST = 4;
const LONGEST = 32;
const CAN_CHECK_IN = new Set(["booking", "reference"]);
const FRESH = { screen: "checkin", code: "", booking: null, visit: null, ticket: null, agency: null, priority: false, problem: null, scan: null, longQueue: null, asking: false, idleSeconds: 0, saverSeconds: -1 };

/**
 * What this page remembers for its check-in: what is typed, the code that waits for a service, the visit that goes on.
 */
export const checkInState = { code: "", booking: null, visit: null };

/** What a number that is taken now carries with it. */
export const belongings = ({ booking, visit }) => ({ ...(booking && { booking }), ...(visit && { visit }) });

/** Whether the next number is joined to something, which nobody else may go on with. */
export const carries = ({ booking, visit }) => booking !== null || visit !== null;

export function checkInActions(state, change, issue, kiosk) {
  const send = (booking) => issue({ key: newKey(), body: { booking, language: language(), kiosk, paper: true } });
  return {
    openCheckIn: () => change(FRESH),
    typeCode: (character) => change({ code: (state.code + character).slice(0, LONGEST), idleSeconds: 0 }),
    eraseCode: () => change({ code: state.code.slice(0, -1), idleSeconds: 0 }),
    sendCode: () => state.press === null && state.code.length >= SHORTEST && send(state.code),
    retypeCode: () => change({ problem: null, press: null, code: "" }),
    chooseForCode: (booking) => change({ ...FRESH, screen: "agencies", booking }),
    anotherService: () => change({ ...FRESH, screen: "agencies", visit: state.ticket.id }),
    forget: () => change({ booking: null, visit: null }),
    /** True where what was scanned is checked in with, and needs no dialog. */
    scanned(scan) {
      if (!CAN_CHECK_IN.has(scan.kind)) {
        return false;
      }
      if (state.press === null) {
        change({ ...FRESH, code: scan.code.length > LONGEST ? "" : scan.code });
        send(scan.code);
      }
      return true;
    },
  };
}

export const checkInDoor = (actions) =>
  h(
    "button",
    { class: "button checkin-door", "data-act": "check-in", onClick: actions.openCheckIn },
    icon("scan"),
    h("span", {}, h("strong", {}, t("kiosk.checkin")), " ", h("span", { class: "checkin-door__who" }, t("kiosk.checkin.who"))),
  );

/** On the first screen: what the next number is joined to. */
export const belongingsNote = (view, actions) =>
  (view.booking || view.visit) &&
  h(
    "p",
    { class: "notice belongings", role: "status" },
    icon("check"),
    h("span", {}, t(view.booking ? "kiosk.checkin.choose" : "kiosk.visit.choose")),
    h("button", { class: "button", onClick: actions.forget }, t("kiosk.checkin.forget")),
  );

/** The way of a code: a phone is held under the reader. */
const picture = () =>
  h(
    "svg",
    { class: "checkin__picture", viewBox: "0 0 320 240", "aria-hidden": "true" },
    h("path", { class: "checkin__beam", d: "M130 52h60l56 132H74z" }),
    h("rect", { class: "checkin__reader", x: 96, y: 12, width: 128, height: 42, rx: 10 }),
    h("rect", { class: "checkin__phone", x: 108, y: 106, width: 104, height: 126, rx: 14 }),
    h("rect", { class: "checkin__screen", x: 118, y: 120, width: 84, height: 98, rx: 4 }),
    h("path", { class: "checkin__code", d: "M126 128h24v24h-24zM170 128h24v24h-24zM126 172h24v24h-24zM160 162h12v12h-12zM178 178h14v14h-14zM160 190h10v10h-10z" }),
  );

const key = (character, actions, busy) =>
  h("button", { class: "pad__key number", key: character, "data-key": character, "data-say": `key.${character}`, disabled: busy, onClick: () => actions.typeCode(character) }, character);

const pad = (view, actions) => {
  const busy = view.press !== null;
  return h(
    "section",
    { class: "pad", "aria-label": t("kiosk.checkin.type") },
    h("p", { class: "pad__label" }, t("kiosk.checkin.type")),
    h("output", { class: "pad__code number", "aria-live": "polite", "data-code": view.code }, view.code === "" ? t("kiosk.checkin.none") : view.code),
    ROWS.map((row) => h("div", { class: "pad__row", key: row }, [...row].map((character) => key(character, actions, busy)), row === ROWS.at(-1) && h("button", { class: "pad__key pad__erase", "aria-label": t("kiosk.checkin.erase"), disabled: busy || view.code === "", onClick: actions.eraseCode }, icon("back")))),
    h(
      "button",
      { class: "button button--primary pad__send", "data-act": "send-code", disabled: busy || view.code.length < SHORTEST, onClick: actions.sendCode },
      t(busy ? "kiosk.taking" : "kiosk.checkin"),
    ),
  );
};

export const checkInScreen = (view, actions) =>
  h(
    "main",
    { class: "screen screen--checkin", key: "checkin", "aria-busy": String(view.press !== null) },
    h(
      "div",
      { class: "screen__title screen__title--back" },
      h("button", { class: "button kiosk__back", onClick: actions.back, disabled: view.press !== null }, icon("back"), t("kiosk.back")),
      h("h1", { tabIndex: -1, ref: focusOnArrival }, t("kiosk.checkin")),
      h("p", { class: "screen__step" }, icon("scan"), t("kiosk.checkin.hold")),
    ),
    h("div", { class: "checkin__hold" }, picture(), h("p", {}, t("kiosk.checkin.where"))),
    pad(view, actions),
    h("p", { class: "for-reader", role: "status" }, view.press && t("kiosk.taking")),
  );

/**
 * Refused, in words, with the ways on: a service for a code that nobody here knows, else another code or an ordinary
 * number.
 */
export function checkInProblem(view, actions) {
  const code = view.problem.body?.code;
  const unknown = code === "booking-needs-service";
  const tried = view.tried?.body.booking;
  return dialog(
    t(unknown ? "kiosk.checkin.unknown" : "kiosk.checkin.refused"),
    actions.retypeCode,
    h("p", { class: "dialog__words", role: "alert", "data-problem": code }, view.problem.message),
    h(
      "div",
      { class: "dialog__buttons" },
      h("button", { class: "button", onClick: actions.retypeCode }, t("kiosk.checkin.again")),
      unknown
        ? h("button", { class: "button button--primary", "data-act": "choose-for-code", onClick: () => actions.chooseForCode(tried) }, t("kiosk.checkin.choose-service"))
        : h("button", { class: "button button--primary", onClick: actions.goHome }, t("kiosk.checkin.ordinary")),
    ),
  );
}

/** Whether a refusal is told by {@link checkInProblem}. */
export const refusedCheckIn = ({ screen, problem }) => screen === "checkin" && !(problem instanceof Unreachable);

const TOLD = { "on-time": "good", late: "warn", reference: "accent" };

/** On the number: how the reservation counted. */
export const checkInNote = ({ checkIn }) =>
  checkIn && h("p", { class: `badge badge--${TOLD[checkIn]}`, "data-checkin": checkIn }, icon(checkIn === "late" ? "clock" : "check"), t(`kiosk.checkin.${checkIn}`));

/** On the number: the other numbers of the visit, and the way to one more. */
export const visitPanel = (view, actions) => [
  view.ticket.visitTickets && h("p", { class: "visit", "data-visit": "" }, t("kiosk.visit.others", { numbers: view.ticket.visitTickets.map(({ number }) => number).join(", ") })),
  h("button", { class: "button", "data-act": "another-service", disabled: view.press !== null, onClick: actions.anotherService }, t("kiosk.visit.another")),
];
