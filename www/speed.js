// Wires the measure of the device: its worker → view.
import { find } from "./lib/find.js";
import { messageOf } from "./lib/message.js";
import { own } from "./lib/own.js";
import { Speed } from "./view/speed.js";
import { Bridge } from "./worker/bridge.js";
import { threadsFor } from "./worker/threads.js";

/** @typedef {import("./speed/protocol.js").Events} Events */
/** @typedef {import("./view/speed.js").Measured} Measured */

/** @param {import("./builds.js").Builds} builds */
function openWorker(builds) {
  const worker = new Worker(new URL("speed/worker.js", import.meta.url), { type: "module", name: "speed" });
  const threads = threadsFor(builds);
  return { worker, threads, init: { ...builds, ports: threads.ports } };
}

/** @param {import("./builds.js").Builds} builds */
export function startSpeed(builds) {
  /** @type {Measured} */
  let measured = { begun: null, peak: 0, figures: [], state: "not yet", fault: "" };
  const become = (/** @type {Partial<Measured>} */ change) => {
    measured = { ...measured, ...change };
    view.update(measured);
  };
  /** @type {{ [E in keyof Events]: (data: Events[E]) => void }} */
  const hears = {
    begun: (begun) => become({ begun }),
    peak: ({ flops }) => become({ peak: flops }),
    figure: (figure) => become({ figures: [...measured.figures, figure] }),
  };
  /** @type {Bridge<import("./speed/protocol.js").Requests, Events>} */
  const bridge = new Bridge(() => openWorker(builds), {
    heard(event, data) {
      const hear = /** @type {((data: unknown) => void) | undefined} */ (own(hears, event));
      hear?.(data);
    },
    // Whoever asked is told.
    gone() {},
  });
  const view = new Speed(find("#device", HTMLElement), {
    async measure() {
      become({ begun: null, peak: 0, figures: [], state: "measuring", fault: "" });
      try {
        await bridge.request("measure", {});
        become({ state: "done" });
      } catch (error) {
        if (measured.state === "measuring") become({ state: "failed", fault: messageOf(error) });
      }
      // It holds memory and threads that others may want.
      bridge.stop();
    },
    stop() {
      become({ state: "stopped" });
      bridge.stop();
    },
  });
}
