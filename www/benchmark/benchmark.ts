// Wires the measure of the device: its worker → view.
import { startWorker } from "../engine/files";
import { find } from "../ui/find";
import { messageOf } from "../engine/message";
import { own } from "../ui/own";
import { Speed, type Measured } from "./view";
import { WorkerClient } from "../engine/worker/client";
import { threadsFor } from "../engine/worker/threads";
import type { Builds } from "../engine/builds";
import type { Events, Requests } from "./worker/protocol";

function openWorker(builds: Builds) {
  const worker = startWorker("speed");
  const threads = threadsFor(builds);
  return { worker, threads, init: { ...builds, ports: threads.ports } };
}

export function startSpeed(builds: Builds) {
  let measured: Measured = { begun: null, peak: 0, figures: [], state: "not yet", fault: "" };
  const become = (change: Partial<Measured>) => {
    measured = { ...measured, ...change };
    view.update(measured);
  };
  const hears: { [E in keyof Events]: (data: Events[E]) => void } = {
    begun: (begun) => become({ begun }),
    peak: ({ flops }) => become({ peak: flops }),
    figure: (figure) => become({ figures: [...measured.figures, figure] }),
  };
  const bridge: WorkerClient<Requests, Events> = new WorkerClient(() => openWorker(builds), {
    heard(event, data) {
      const hear = own(hears, event) as ((data: unknown) => void) | undefined;
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
