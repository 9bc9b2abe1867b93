/**
 * Has the browser keep the files of this page (`/keeper.js`), so that a screen which is switched on before the hub, or loaded again while the
 * line is down, shows the page and not the browser's error. Browsers allow it over https and on the computer itself (localhost) alone;
 * elsewhere this does nothing.
 */
export async function keepPage() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register("/keeper.js");
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]);
  } catch (refused) {
    console.warn("this browser does not keep the page", refused);
  }
}
