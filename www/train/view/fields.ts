// The fields that change a recipe; a wrong value is told beside its field.
import { FIELDS, type Field } from "../fields";
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Settings } from "../settings";
import type { Run } from "../../store/run";

/** What may change while a run is open. */
const LIVE = ["learning-rate", "dropout"];

export class Fields {
  readonly container: HTMLDetailsElement;
  readonly memory: HTMLElement;
  readonly fields: {
    name: string;
    control: HTMLInputElement | HTMLSelectElement;
    unit: HTMLElement;
    error: HTMLElement;
  }[];

  constructor(container: HTMLDetailsElement, { written }: { written: (field: string, text: string) => void }) {
    this.container = container;
    this.memory = find("[data-testid=memory-needed]", HTMLElement, container);
    this.fields = Object.entries(FIELDS).map(([name, field]) => {
      const { box, control, unit, error } = build(name, field);
      control.addEventListener("input", () => written(name, control.value));
      find(`.fields[data-group=${field.group}]`, HTMLElement, container).append(box);
      return { name, control, unit, error };
    });
  }

  /**
   * @param hasDropout the run has
   * @param objection to all of it together
   * @param memory that it needs, in words
   */
  update(settings: Settings, run: Run | null, hasDropout: boolean, objection: string, memory: string) {
    const { texts, errors } = settings;
    if (objection) errors["hidden-layers"] = objection;
    for (const { name, control, unit, error } of this.fields) {
      const isLive = LIVE.includes(name) && (name !== "dropout" || !run || hasDropout);
      write(unit, settings.unit(name));
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
    for (let box = wrong.control.closest("details"); box; box = box.parentElement?.closest("details") ?? null)
      box.open = true;
    wrong.control.focus();
  }
}

function build(name: string, { label, keyboard, choices }: Field) {
  const box = Object.assign(document.createElement("div"), { className: "field" });
  const title = Object.assign(document.createElement("label"), { htmlFor: name, textContent: label });
  const control = choices ? document.createElement("select") : document.createElement("input");
  control.id = name;
  control.dataset.testid = `field-${name}`;
  control.setAttribute("aria-describedby", `unit-${name} error-${name}`);
  if (control instanceof HTMLSelectElement)
    control.append(...Object.entries(choices ?? {}).map(([value, text]) => new Option(text, value)));
  else Object.assign(control, { inputMode: keyboard, autocomplete: "off", spellcheck: false });
  const unit = Object.assign(document.createElement("small"), { id: `unit-${name}` });
  const error = Object.assign(document.createElement("small"), { id: `error-${name}`, className: "error" });
  error.dataset.testid = error.id;
  box.append(title, control, unit, error);
  return { box, control, unit, error };
}
