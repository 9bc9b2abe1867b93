/** What a person in front of a virtual device sees of it, and does to it. */
import { knows, t } from "/assets/i18n.js";
import { h } from "/assets/view.js";

const word = (group, name) => (knows(`devices.${group}.${name}`) ? t(`devices.${group}.${name}`) : name);

/** The seven segments of a digit and its point, as polygons in a field of 60 by 100. */
const SEGMENTS = {
  A: "12,6 48,6 42,13 18,13",
  B: "49,8 49,48 42,44 42,15",
  C: "49,52 49,92 42,85 42,56",
  D: "12,94 48,94 42,87 18,87",
  E: "11,52 11,92 18,85 18,56",
  F: "11,8 11,48 18,44 18,15",
  G: "14,50 19,46 41,46 46,50 41,54 19,54",
};

/** What is read in a digit; as the eye does it, a shape that is both letter and digit is the digit. */
const READ = new Map(
  Object.entries({
    ABCDEF: "0", BC: "1", ABDEG: "2", ABCDG: "3", BCFG: "4", ACDFG: "5", ACDEFG: "6", ABC: "7", ABCDEFG: "8", ABCDFG: "9",
    ABCEFG: "A", CDEFG: "B", ADEF: "C", BCDEG: "D", ADEFG: "E", AEFG: "F", ACDEF: "G", BCEFG: "H", EF: "I", BCDE: "J", ACEFG: "K", DEF: "L",
    ABCEF: "M", CEG: "N", CDEG: "O", ABEFG: "P", ABCFG: "Q", EG: "R", DEFG: "T", BCDEF: "U", CDE: "V", BDF: "W", ADG: "X", BCDFG: "Y", G: "-",
  }),
);

const readDigits = (segments) => segments.map((lit) => READ.get(lit.replace(".", "")) ?? " ").join("").trim();

const digit = (lit, at) =>
  h(
    "g",
    { transform: `translate(${at * 60} 0)`, key: at },
    Object.entries(SEGMENTS).map(([name, points]) => h("polygon", { points, class: lit.includes(name) ? "lit" : "unlit" })),
    h("circle", { cx: 55, cy: 92, r: 4, class: lit.includes(".") ? "lit" : "unlit" }),
  );

const plateSays = (text) => t("devices.plate", { text: text === "" ? t("devices.plate.dark") : text });

const display = ({ face }) =>
  face.segments.length > 0
    ? h(
        "svg",
        { class: "plate plate--segments", viewBox: `0 0 ${face.segments.length * 60} 100`, role: "img", "aria-label": plateSays(readDigits(face.segments)) },
        face.segments.map(digit),
      )
    : h("div", { class: "plate plate--lines", role: "img", "aria-label": plateSays(face.lines.join(" ").trim()) }, face.lines.map((line) => h("span", {}, line === "" ? "\u00a0" : line)));

const LAMPS = ["red", "yellow", "green"];

const lights = ({ face }) =>
  h(
    "div",
    { class: "tower", role: "img", "aria-label": t("devices.lamps", { lamps: face.lamps.map((lamp) => word("lamp", lamp)).join(", ") || t("devices.lamps.none") }) },
    LAMPS.map((lamp) => h("span", { key: lamp, class: `tower__lamp tower__lamp--${lamp}`, "data-lit": String(face.lamps.includes(lamp)) })),
  );

/** A button springs back by itself; a door stays as it is left. */
const buttons = ({ face }, actions) =>
  h(
    "ul",
    { class: "contacts" },
    Object.entries(face.contacts).map(([name, active]) =>
      h(
        "li",
        { key: name },
        name.endsWith("door")
          ? h(
              "button",
              { class: `door${active ? " door--open" : ""}`, "aria-pressed": String(active), "data-contact": name, onClick: () => actions.contact(name, !active) },
              h("span", { class: "door__leaf", "aria-hidden": "true" }),
              h("span", {}, word("contact", name), ": ", t(active ? "devices.door.open" : "devices.door.closed")),
            )
          : h("button", { class: "button button--primary", "data-contact": name, onClick: () => actions.press(name) }, word("contact", name)),
      ),
    ),
  );

const holdPicture = (files, actions) => {
  const picture = [...files].find((file) => file.type.startsWith("image/"));
  if (picture) {
    actions.scanPicture(picture);
  }
};

const ARRIVALS = ["on-time", "early", "late"];

/** Bookings to try the kiosk's check-in with. */
const samples = (actions, view) =>
  h(
    "form",
    {
      class: "lens__text",
      onSubmit: (event) => {
        event.preventDefault();
        actions.scanSample(new FormData(event.target).get("arrival"));
      },
    },
    h("label", { for: "arrival" }, t("devices.scan.sample.when")),
    h("select", { id: "arrival", name: "arrival" }, ARRIVALS.map((arrival) => h("option", { key: arrival, value: arrival }, t(`devices.scan.sample.${arrival}`)))),
    h("button", { class: "button", "data-act": "sample" }, t("devices.scan.sample")),
    view.sample && h("p", { class: "soft", "data-sample": view.sample }, t("devices.scan.sample.made", { code: view.sample })),
  );

const scanner = (device, actions, view) =>
  h(
    "div",
    { class: "lens" },
    h(
      "form",
      {
        class: "lens__text",
        onSubmit: (event) => {
          event.preventDefault();
          actions.scanText(new FormData(event.target).get("code").trim());
        },
      },
      h("label", { for: "code" }, t("devices.scan.text")),
      h("input", { id: "code", name: "code", maxLength: 600, required: true, autoComplete: "off", spellcheck: false }),
      h("button", { class: "button" }, t("devices.scan.hold")),
    ),
    h(
      "label",
      {
        class: "lens__drop",
        onDragOver: (event) => event.preventDefault(),
        onDrop: (event) => {
          event.preventDefault();
          holdPicture(event.dataTransfer.files, actions);
        },
      },
      t("devices.scan.drop"),
      h("input", {
        type: "file",
        accept: "image/*",
        onChange: (event) => {
          holdPicture(event.target.files, actions);
          event.target.value = "";
        },
      }),
    ),
    view.samples && samples(actions, view),
    h("p", { role: "status", class: "soft", "data-outcome": view.scanned ?? "" }, view.scanned && t(`devices.scan.${view.scanned}`)),
  );

const FACES = { display, lights, buttons, scanner };

export const face = (device, actions, view) => FACES[device.kind]?.(device, actions, view);
