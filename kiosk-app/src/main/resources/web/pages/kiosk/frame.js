/** What surrounds every screen of the kiosk: the hall's name and the clock above, what a visitor may set below. */
import { date, now, zonedTime } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { modesBar } from "./modes.js";

const mark = (words) => h("span", { class: "badge badge--warn" }, words);

/** What is not as on every day. */
const marks = (hall) => [hall?.simulated && mark(t("kiosk.simulated")), hall?.day.hoursOverridden && mark(t("kiosk.hours-overridden"))];

export const header = (view) =>
  h(
    "header",
    { class: "kiosk__header" },
    h("img", { class: "kiosk__mark", src: "/assets/icons/mark.svg", alt: "" }),
    h(
      "div",
      { class: "kiosk__hall" },
      h("p", { class: "kiosk__name" }, inWords(view.hall?.branch.name)),
      h("p", { class: "soft" }, view.hall?.branch.city, " ", marks(view.hall)),
    ),
    h("div", { class: "kiosk__clock" }, h("p", { class: "kiosk__time number" }, zonedTime(now())), h("p", { class: "soft" }, date(now()))),
  );

export const footer = (view, actions) =>
  h("footer", { class: "kiosk__footer" }, h("p", { class: "soft kiosk__privacy" }, t("kiosk.no-data-asked")), modesBar(view, actions));
