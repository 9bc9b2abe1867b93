/** Left the device and its switches, right the paper as it came out, newest on top. */
import { zonedTime } from "/assets/format.js";
import { inWords, knows, language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const sayOr = (key, word) => (knows(key) ? t(key) : word);
const STOPPED = new Set(["off", "offline"]);

function toneOf(device) {
  if (device.state === "error" || STOPPED.has(device.power)) {
    return "stop";
  }
  return device.conditions.length > 0 || device.power === "unknown" ? "warn" : "good";
}

const faultSwitch = (fault, on, actions) =>
  h(
    "li",
    { key: fault },
    h(
      "button",
      { class: "switch", role: "switch", "aria-checked": String(on), "data-fault": fault, onClick: () => actions.setFault(fault, !on) },
      h("span", {}, sayOr(`devices.fault.${fault}`, fault)),
      h("span", { class: "switch__knob", "aria-hidden": "true" }),
    ),
  );

/** `79,7`, in English `79.7`. */
const metres = (millimetres) =>
  new Intl.NumberFormat(language() === "id" ? "id-ID" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(millimetres / 1000);

const deviceCard = (device, actions) =>
  h(
    "section",
    { class: "device", key: device.id },
    h("h2", {}, icon("printer"), sayOr(`devices.kind.${device.kind}`, device.kind)),
    h("p", { class: `notice notice--${toneOf(device)}`, role: "status" }, icon(toneOf(device) === "good" ? "check" : "alert"), inWords(device.sentence)),
    h(
      "dl",
      { class: "device__facts" },
      h("div", {}, h("dt", {}, t("devices.power")), h("dd", {}, sayOr(`devices.power.${device.power}`, device.power))),
      h("div", {}, h("dt", {}, t("devices.state")), h("dd", {}, sayOr(`devices.state.${device.state}`, device.state))),
      device.conditions.length > 0 && h("div", {}, h("dt", {}, t("devices.conditions")), h("dd", {}, device.conditions.map((condition) => sayOr(`devices.condition.${condition}`, condition)).join(", "))),
      device.paperMm !== undefined && h("div", {}, h("dt", {}, t("devices.paper")), h("dd", {}, t("devices.metres", { n: metres(device.paperMm) }))),
    ),
    device.faults && [
      h("h3", {}, t("devices.faults")),
      h("ul", { class: "switches" }, Object.entries(device.faults).map(([fault, on]) => faultSwitch(fault, on, actions))),
    ],
  );

const slip = (one) =>
  h(
    "li",
    { class: "slip", key: one.id },
    h("img", { src: `/api/v1/devices/printer/slips/${one.id}.png`, alt: one.text.map((line) => line.trim()).filter(Boolean).join(". "), width: one.widthPx, height: one.heightPx, loading: "lazy" }),
    h("p", { class: "slip__time" }, t("devices.printed-at", { time: zonedTime(one.printedAt) })),
  );

export const screen = (view, actions) =>
  h(
    "div",
    { class: "cabinet" },
    h(
      "header",
      { class: "cabinet__top" },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 40, height: 40 }),
      h("div", {}, h("h1", {}, t("devices.title")), h("p", { class: "soft" }, t("devices.about"))),
      h("button", { class: "button button--quiet button--small", onClick: actions.speak }, t("devices.other-language")),
    ),
    h(
      "main",
      { class: "cabinet__main" },
      h(
        "div",
        { class: "cabinet__devices" },
        !view.linked && h("p", { class: "notice notice--warn", role: "status" }, icon("link-lost"), t("devices.link-lost")),
        view.problem && h("p", { class: "notice notice--stop", role: "alert" }, icon("alert"), view.problem),
        view.devices.map((device) => deviceCard(device, actions)),
      ),
      h(
        "section",
        { class: "strip", "aria-label": t("devices.slips") },
        h("div", { class: "strip__slot", "aria-hidden": "true" }),
        view.slips.length === 0 ? h("p", { class: "strip__none" }, t("devices.none-yet")) : h("ol", { class: "strip__paper" }, view.slips.map(slip)),
      ),
    ),
  );
