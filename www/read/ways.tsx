// The ways on: the other rooms at first, and once something is read, what can be asked about it.
import { prediction } from "../store/prediction";
import type { Prediction } from "../engine/prediction";

type Way = [href: string, name: string, promise: string];

const ROOMS: Way[] = [
  ["#/learn", "Learn", "how it works, in short lessons"],
  ["#/train", "Train", "a network of your own"],
  ["#/mind/dreams", "Mind", "what it takes a digit for"],
];

/** In either case three, so that nothing moves. */
export const Ways = () => (
  <nav class="ways" aria-label="Ways on">
    <ul>
      {waysOf(prediction.value).map(([href, name, promise], i) => (
        <li key={i}>
          <a href={href} data-testid={`way-${i + 1}`}>
            <b>{name}</b>
            <span>{promise}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

function waysOf({ state, ranking: [digit], probabilities }: Prediction): Way[] {
  if (!probabilities) return ROOMS;
  const isRead = state === "read";
  const other = isRead && digit === 8 ? 3 : 8;
  return [
    ["#/mind/why", isRead ? `Why ${digit}?` : "Why not sure?", "which of your ink decided"],
    [`#/mind/dreams?turn=${other}`, `Turn it into ${other === 8 ? "an 8" : "a 3"}`, "by the least change"],
    ["#/train", "Train your own", "it reads your drawing"],
  ];
}
