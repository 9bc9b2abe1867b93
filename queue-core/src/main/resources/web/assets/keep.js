/**
 * Has the browser keep the files of this page (`/keeper.js`), so that a screen which is switched on before the hub, or
 * loaded again while the line is down, shows the page and not the browser's error. Browsers allow it over https and on
 * the computer itself (localhost) alone; elsewhere this does nothing.
 */
export async function keepPage() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register("/keeper.js");
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage([location.href]);
    // Also what is loaded after this and before the worker is in charge of the page.
    const loaded = new PerformanceObserver((list) => active.postMessage(list.getEntries().map(({ name }) => name)));
    loaded.observe({ type: "resource", buffered: true });
  } catch (refused) {
    console.warn("this browser does not keep the page", refused);
  }
}
