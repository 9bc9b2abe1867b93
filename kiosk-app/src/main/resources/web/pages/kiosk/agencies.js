/** First touch: the agencies. One that is closed can be touched too: behind it stands why, and until when. */
import { inWords, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { belongingsNote, checkInDoor } from "./checkin.js";
import { scroller } from "./scroller.js";
import { shutReason } from "./shut.js";

const stateWords = (agency) => {
  if (agency.state === "open") {
    return h("span", { class: "agency__waiting" }, icon("people"), t("kiosk.waiting", { n: agency.waiting }));
  }
  return h(
    "span",
    { class: `badge badge--${agency.state === "disrupted" ? "stop" : "warn"}` },
    icon(agency.state === "disrupted" ? "alert" : "clock"),
    t(`kiosk.agency.${agency.state}`),
  );
};

const agencyButton = (agency, actions) =>
  h(
    "li",
    { key: agency.id },
    h(
      "button",
      { class: `agency agency--${agency.state}`, "data-agency": agency.id, "data-say": `agency.${agency.id}`, onClick: () => actions.chooseAgency(agency.id) },
      h("span", { class: "agency__name" }, inWords(agency.name)),
      h("span", { class: "agency__facts" }, h("span", { class: "agency__prefix number", "aria-hidden": "true" }, agency.prefix), stateWords(agency)),
    ),
  );

const hallNotice = (hall) => {
  if (!hall.clockTrusted) {
    return h("p", { class: "notice notice--warn" }, icon("clock"), t("kiosk.reason.clock-not-trusted"));
  }
  return null;
};

/** Where nothing is given out now, agencies and services can be read all the same. */
export const agencyScreen = (view, actions) => {
  const shut = shutReason(view.hall);
  return h(
    "main",
    { class: "screen screen--agencies", key: "agencies" },
    h(
      "div",
      { class: "screen__title" },
      h("h1", { tabIndex: -1, ref: focusOnArrival }, t(shut === null ? "kiosk.touch" : "kiosk.shut.browse")),
      h("p", { class: "screen__step" }, icon(shut === null ? "hand" : "clock"), t(shut === null ? "kiosk.choose-agency" : `kiosk.shut.${shut}`)),
      shut === null && !view.booking && !view.visit && checkInDoor(actions),
    ),
    hallNotice(view.hall),
    belongingsNote(view, actions),
    scroller("agencies", view.hall.agencies.map((agency) => agencyButton(agency, actions))),
  );
};
