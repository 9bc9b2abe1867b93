/** The virtual cabinet: what the printer did, and switches to make its life hard. Only where devices are virtual. */
import { get, post } from "/assets/api.js";
import { syncClock, useZone } from "/assets/format.js";
import { firstLanguage, language, speak, t } from "/assets/i18n.js";
import { draw } from "/assets/view.js";
import { screen } from "./screen.js";

const REFRESH_MILLIS = 1500;
const MOST_SLIPS = 30;
const state = { devices: [], slips: [], linked: true, problem: null };

const actions = {
  setFault: async (fault, on) => {
    try {
      await post("/api/v1/devices/printer/faults", { fault, on });
      change({ problem: null });
    } catch (problem) {
      change({ problem: problem.message });
    }
    refresh();
  },
  speak: async () => {
    await speak(language() === "id" ? "en" : "id");
    change({});
  },
};

async function refresh() {
  try {
    const [{ devices }, { slips }] = await Promise.all([get("/api/v1/devices"), get("/api/v1/devices/printer/slips")]);
    change({ devices, slips: slips.slice(0, MOST_SLIPS), linked: true });
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
