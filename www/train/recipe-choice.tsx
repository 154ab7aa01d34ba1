// The recipe: its name to choose, where it comes from, what it is in one line, and its fields. While there is a run, all
// of it folds into the name of what is trained.
import { memoryNeeded, specOf } from "./checks";
import { FieldGrid } from "./field-grid";
import { isRunOpen, isUnfolded, runRecipe } from "./run-view";
import { changesOf } from "./run-name";
import { choose, chosen, original, recipes } from "./settings";
import { LessonLink } from "../ui/lesson-link";
import { Variants } from "./variants";
import type { Recipe } from "crate";

export function RecipeChoice() {
  const recipe = runRecipe.value;
  const follow = ({ currentTarget }: Event) => {
    if (runRecipe.value) isUnfolded.value = (currentTarget as HTMLDetailsElement).open;
  };
  return (
    <details class="recipe-fold" open={!recipe || isUnfolded.value} onToggle={follow}>
      <summary hidden={!recipe} data-testid="recipe-fold">
        {recipe && (
          <span>
            <b>{nameOf(recipe)}</b> {specOf(recipe)}
          </span>
        )}
      </summary>
      <div class="recipe">
        <label for="recipe">Recipe</label>
        <select
          id="recipe"
          data-testid="recipe"
          value={original.value?.name}
          disabled={!original.value || isRunOpen.value}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {recipes.value.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <p class="source">{original.value && sourceOf(original.value)}</p>
        <p class="spec">{specOf(isRunOpen.value ? recipe : chosen.value?.recipe)}</p>
      </div>
      <details class="more">
        <summary>Change the recipe</summary>
        <FieldGrid group="recipe" />
        <Lessons
          of={{
            "Learning rate, batch size": 7,
            "Dropout, epochs": 11,
            "Seed: the first weights": 9,
            "The loss in the curve": 6,
          }}
        />
        <details class="more">
          <summary>Layers and augmentation</summary>
          <FieldGrid group="layers" />
          <Lessons
            of={{
              "Hidden layers": 3,
              "Activation: why a curve": 4,
              "Activation: which one": 10,
              "Moved and turned images": 1,
            }}
          />
          <Variants />
        </details>
        <p class="foot memory" data-testid="memory-needed">
          {memoryNeeded.value}
        </p>
        <p class="foot">
          The address of this page says what you change here: send it, and somebody else trains the same network.
        </p>
      </details>
    </details>
  );
}

/** The lessons that explain some of the fields. */
const Lessons = ({ of }: { of: Readonly<Record<string, number>> }) => (
  <ul class="lesson-links">
    {Object.entries(of).map(([fields, lesson]) => (
      <li key={fields}>
        {fields} <LessonLink lesson={lesson} />
      </li>
    ))}
  </ul>
);

/** The recipe, and what is changed about it. */
function nameOf(recipe: Recipe) {
  const changes = changesOf(recipe);
  return [recipe.name, ...changes].join(", ");
}

function sourceOf({ source }: Recipe) {
  if (!source) return "";
  const { text, accuracy, ours = [] } = source;
  const said = accuracy
    ? `Its author reports ${(accuracy * 100).toFixed(2)} %, the dotted line on the curve.`
    : "Its author reports no accuracy.";
  const own = ours.length > 0 ? ` Not from there, but ours: ${ours.join("; ")}.` : "";
  return `${text}. ${said}${own}`;
}
