// What the page's thread costs the processor, as Chromium's tracer notes it: waiting for a core does not count.

/** Every task that a thread runs is one of these; `tdur` is its processor time in microseconds. */
const TASK = "ThreadControllerImpl::RunTask";

/**
 * @param {import("selenium-webdriver").WebDriver} driver of Chromium
 * @param {() => Promise<void>} action
 * @returns {Promise<number[]>} processor time of every task of the page's main thread meanwhile, in milliseconds
 */
export async function traceTasks(driver, action) {
  const connection = await driver.createCDPConnection("page");
  const events = [];
  const complete = new Promise((resolve) => {
    connection._wsConnection.on("message", (message) => {
      const { method, params } = JSON.parse(message);
      if (method === "Tracing.dataCollected") events.push(...params.value);
      if (method === "Tracing.tracingComplete") resolve();
    });
  });
  const traceConfig = { includedCategories: ["toplevel"], recordMode: "recordAsMuchAsPossible" };
  await connection.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await action();
  await connection.send("Tracing.end", {});
  await complete;
  const tasks = events.filter(({ name }) => name === TASK);
  const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  // Chromium keeps a renderer in reserve, which does nothing.
  const byThread = threads.map(({ pid, tid }) => tasks.filter((task) => task.pid === pid && task.tid === tid));
  const [ours] = byThread.toSorted((a, b) => b.length - a.length);
  return ours.map(({ tdur }) => (tdur ?? 0) / 1000);
}
