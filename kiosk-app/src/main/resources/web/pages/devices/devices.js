/**
 * The virtual cabinet: what the devices show and do, and switches to make their lives hard. Only where devices are
 * virtual.
 */
import { Problem, get, newKey, post } from "/assets/api.js";
import { syncClock, useZone } from "/assets/format.js";
import { firstLanguage, language, speak, t } from "/assets/i18n.js";
import { draw } from "/assets/view.js";
import { screen } from "./screen.js";

const REFRESH_MILLIS = 700;
const PRESS_MILLIS = 300;
const DEVICES = "/api/v1/devices";
const MOST_SLIPS = 30;
const state = { devices: [], slips: [], samples: false, linked: true, problem: null, scanned: null, sample: null };

/** Does something to a device, says what went wrong with it, and looks again at once. */
async function doing(work) {
  try {
    change({ problem: null, ...(await work()) });
  } catch (problem) {
    change({ problem: problem.message });
  }
  refresh();
}

async function showPicture(picture) {
  const answer = await fetch(`${DEVICES}/scanner/scan`, {
    method: "POST",
    headers: { "Content-Type": picture.type, "Idempotency-Key": newKey(), "X-Requested-With": "mpp", "Accept-Language": language() },
    body: picture,
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Problem(answer.status, json);
  }
  return { scanned: json.outcome };
}

const actions = {
  setFault: (device, fault, on) => doing(() => post(`${DEVICES}/${device}/faults`, { fault, on }).then(() => ({}))),
  setLevel: (device, level) => doing(() => post(`${DEVICES}/${device}/level`, { level, seed: Date.now() }).then(() => ({}))),
  contact: (name, on) => doing(() => post(`${DEVICES}/buttons/${name}`, { on }).then(() => ({}))),
  press: (name) =>
    doing(async () => {
      await post(`${DEVICES}/buttons/${name}`, { on: true });
      await new Promise((resolve) => setTimeout(resolve, PRESS_MILLIS));
      await post(`${DEVICES}/buttons/${name}`, { on: false });
      return {};
    }),
  scanText: (text) => doing(async () => ({ scanned: (await post(`${DEVICES}/scanner/scan`, { text })).outcome })),
  scanSample: (arrival) =>
    doing(async () => {
      const { outcome, code } = await post(`${DEVICES}/scanner/sample`, { arrival });
      return { scanned: outcome, sample: code };
    }),
  scanPicture: (picture) => doing(() => showPicture(picture)),
  speak: async () => {
    await speak(language() === "id" ? "en" : "id");
    change({});
  },
};

async function refresh() {
  try {
    const [{ devices, samples }, { slips }] = await Promise.all([get(DEVICES), get(`${DEVICES}/printer/slips`)]);
    change({ devices, samples, slips: slips.slice(0, MOST_SLIPS), linked: true });
  } catch (problem) {
    console.warn("the cabinet does not answer", problem);
    change({ linked: false });
  }
}

function page(view) {
  document.title = t("devices.title");
  return screen(view, actions);
}

await speak(firstLanguage());
const change = draw(document.getElementById("page"), state, page);
await get("/api/v1/hall").then(
  (hall) => {
    syncClock(hall.now, hall.clockSpeed);
    useZone(hall.branch.timeZone, hall.branch.zoneLabel);
  },
  (problem) => console.warn("times are shown in western Indonesian time", problem),
);
for (;;) {
  await refresh();
  await new Promise((resolve) => setTimeout(resolve, REFRESH_MILLIS));
}
