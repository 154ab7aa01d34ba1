// The page that is measured in: a frame for each subject, so that none of them can touch another.

/** Frames by the subject's number. @type {any[]} */
const frames = [];

window.bench = {
  /** The recipes that have names. @param {{ glue: string, wasm: string }} built */
  async recipes({ glue, wasm }) {
    const crate = await import(glue);
    await crate.default({ module_or_path: wasm });
    return crate.recipes();
  },
  /** @param {string} module @param {object} options */
  async open(module, options) {
    const frame = document.createElement("iframe");
    frame.src = `subject.html?module=${module}`;
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.body.append(frame);
    });
    const subject = frame.contentWindow;
    await subject.open(options);
    return frames.push(subject) - 1;
  },
  /** Makes a subject ready for a job, and warm; says with which of its builds. */
  prepare: (subject, job) => frames[subject].prepare(job),
  /** One round of at least so many milliseconds: its figure in the job's unit. */
  round: (subject, job, ms) => frames[subject].round(job, ms),
};
