// The fields that change a recipe; a wrong value is told beside its field.
import { FIELDS } from "../../lib/fields.js";
import { find } from "../../lib/find.js";
import { hasDropout } from "../../lib/recipe.js";
import { set, write } from "../../lib/write.js";

/** What may change while a run is open. */
const LIVE = ["learning-rate", "dropout"];

export class Fields {
  /** @param {HTMLDetailsElement} container @param {{ written: (field: string, text: string) => void }} events */
  constructor(container, { written }) {
    this.container = container;
    this.memory = find("[data-testid=memory-needed]", HTMLElement, container);
    this.fields = Object.entries(FIELDS).map(([name, field]) => {
      const { box, control, error } = build(name, field);
      control.addEventListener("input", () => written(name, control.value));
      find(`.fields[data-group=${field.group}]`, HTMLElement, container).append(box);
      return { name, control, error };
    });
  }

  /**
   * @param {import("../../settings.js").Settings} settings
   * @param {import("../../run.js").Run | null} run
   * @param {string} objection to all of it together
   * @param {string} memory that it needs, in words
   */
  update({ texts, errors }, run, objection, memory) {
    if (objection) errors["hidden-layers"] = objection;
    for (const { name, control, error } of this.fields) {
      const isLive = LIVE.includes(name) && (name !== "dropout" || !run || hasDropout(run.recipe));
      set(control, "value", texts[name] ?? "");
      set(control, "disabled", run?.isOpen === true && !isLive);
      set(control, "ariaInvalid", String(Object.hasOwn(errors, name)));
      write(error, errors[name] ?? "");
    }
    write(this.memory, memory);
  }

  /** Shows the first field that is wrong, and goes there. */
  reveal() {
    const wrong = this.fields.find(({ control }) => control.ariaInvalid === "true");
    if (!wrong) return;
    for (let box = wrong.control.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
    wrong.control.focus();
  }
}

/** @param {string} name @param {import("../../lib/fields.js").Field} field */
function build(name, { label, unit, keyboard, choices }) {
  const box = Object.assign(document.createElement("div"), { className: "field" });
  const title = Object.assign(document.createElement("label"), { htmlFor: name, textContent: label });
  const control = choices ? document.createElement("select") : document.createElement("input");
  control.id = name;
  control.dataset.testid = `field-${name}`;
  control.setAttribute("aria-describedby", `unit-${name} error-${name}`);
  if (control instanceof HTMLSelectElement) control.append(...Object.entries(choices ?? {}).map(([value, text]) => new Option(text, value)));
  else Object.assign(control, { inputMode: keyboard, autocomplete: "off", spellcheck: false });
  const says = Object.assign(document.createElement("small"), { id: `unit-${name}`, textContent: unit });
  const error = Object.assign(document.createElement("small"), { id: `error-${name}`, className: "error" });
  error.dataset.testid = error.id;
  box.append(title, control, says, error);
  return { box, control, error };
}
