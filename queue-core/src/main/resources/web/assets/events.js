/**
 * Server-sent events with resume. Read through `fetch`, because `EventSource` gives up for good after one error status,
 * cannot show the heartbeat comments that tell a dead link from a quiet one, and cannot name the last event to a new
 * connection.
 */
const SILENCE_MILLIS = 40_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;
const MOST_BUFFERED = 1_000_000;

/**
 * Follows a stream until `close()`.
 *
 * @param handlers one function for each event type, given the parsed data
 * @param onLink called with true when the stream runs and false when it was lost
 */
export function follow(path, handlers, onLink = () => {}) {
  let last = null;
  let closed = false;
  let abort = null;

  const dispatch = (block) => {
    const event = { type: "message", data: [] };
    for (const line of block.split("\n")) {
      const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
      if (field === "data") {
        event.data.push(value);
      } else if (field === "event") {
        event.type = value;
      } else if (field === "id") {
        last = value;
      }
    }
    if (event.data.length > 0) {
      handlers[event.type]?.(JSON.parse(event.data.join("\n")));
    }
  };

  const connect = async () => {
    abort = new AbortController();
    let silence;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE_MILLIS);
    };
    try {
      listen();
      const headers = { Accept: "text/event-stream", ...(last === null ? {} : { "Last-Event-ID": last }) };
      const answer = await fetch(path, { headers, cache: "no-store", signal: abort.signal });
      if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
      }
      onLink(true);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        listen();
        text = (text + value).replaceAll("\r\n", "\n");
        const blocks = text.split("\n\n");
        text = blocks.pop();
        blocks.forEach(dispatch);
        if (text.length > MOST_BUFFERED) {
          throw new Error("an event without an end");
        }
      }
    } finally {
      clearTimeout(silence);
      abort.abort();
    }
  };

  const run = async () => {
    for (let pause = FIRST_PAUSE_MILLIS; !closed; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
      const began = Date.now();
      try {
        await connect();
      } catch (lost) {
        console.info("events lost, connecting again", lost);
      }
      if (closed) {
        return;
      }
      onLink(false);
      if (Date.now() - began > LONGEST_PAUSE_MILLIS) {
        pause = FIRST_PAUSE_MILLIS;
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  };

  run();
  return () => {
    closed = true;
    abort?.abort();
  };
}
