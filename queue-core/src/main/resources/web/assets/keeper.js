/**
 * The service worker of screens that nobody minds: kiosk, board, rating tablet. Files come from the hub as ever; only
 * where it does not answer in time, those that came last are shown. Data is never kept here: a page itself says how old
 * it is.
 */
const STORE = "pages";
const PATIENCE_MILLIS = 4000;
const KEPT = /^\/(?:(?:board|rating)?$|(?:assets|pages|vendor|api\/v1\/messages)\/)/;

const isKept = (url) => url.origin === location.origin && KEPT.test(url.pathname);

/** The same file whatever is asked of the page: `/board?zone=2` is `/board`. */
const keyOf = (url) => url.origin + url.pathname;

async function fetchAndKeep(url) {
  const answer = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (answer.ok) {
    const store = await caches.open(STORE);
    await store.put(keyOf(url), answer.clone());
  }
  return answer;
}

async function freshOrKept(url) {
  let answer;
  try {
    answer = await fetchAndKeep(url);
    if (answer.status < 500) {
      return answer;
    }
  } catch (unreachable) {
    console.info("shown as it was kept", url.pathname, unreachable);
  }
  return (await caches.match(keyOf(url))) ?? answer ?? Response.error();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && isKept(url)) {
    event.respondWith(freshOrKept(url));
  }
});

/** A page tells what it was made of before this worker was there. */
addEventListener("message", (event) => {
  const urls = event.data.map((address) => new URL(address)).filter(isKept);
  event.waitUntil(Promise.allSettled(urls.map(fetchAndKeep)));
});
