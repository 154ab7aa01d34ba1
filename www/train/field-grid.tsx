// The fields that change a recipe; a wrong value is told beside its field.
import { crate } from "../store/program";
import { hasDropout, objection } from "./checks";
import { setRates } from "./controller";
import { FIELDS, unitOf, type Field } from "./fields";
import { isRunOpen, runRecipe } from "./run-view";
import { errors, limits, rate, texts, write } from "./settings";

/** What may change while a run is open. */
const LIVE = ["learning-rate", "dropout"];

export const FieldGrid = ({ group }: { group: Field["group"] }) => (
  <div class="fields">
    {Object.entries(FIELDS)
      .filter(([, field]) => field.group === group)
      .map(([name, field]) => (
        <FieldBox key={name} name={name} field={field} />
      ))}
  </div>
);

function FieldBox({ name, field }: { name: string; field: Field }) {
  const recipe = runRecipe.value;
  const error = errors.value[name] ?? (name === "hidden-layers" ? objection.value : "");
  const isLive = LIVE.includes(name) && (name !== "dropout" || !recipe || hasDropout(recipe));
  const control = {
    id: name,
    "data-testid": `field-${name}`,
    "aria-describedby": `unit-${name} error-${name}`,
    "aria-invalid": error !== "",
    value: texts.value[name] ?? "",
    disabled: !crate.value || (isRunOpen.value && !isLive),
    onInput({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) {
      write(name, currentTarget.value);
      void setRates(rate(name));
    },
  };
  return (
    <div class="field">
      <label for={name}>{field.label}</label>
      {field.choices ? (
        <select {...control}>
          {Object.entries(field.choices).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input {...control} inputMode={field.keyboard} autocomplete="off" spellcheck={false} />
      )}
      <small id={`unit-${name}`}>{crate.value ? unitOf(field, limits.value) : ""}</small>
      <small id={`error-${name}`} class="error" data-testid={`error-${name}`}>
        {error}
      </small>
    </div>
  );
}

/** Shows the first field that is wrong, and goes there. */
export function revealWrong() {
  const wrong = document.querySelector<HTMLElement>('.field [aria-invalid="true"]');
  if (!wrong) return;
  for (let box = wrong.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  wrong.focus();
}
