// The drawing as the network in training reads it at this moment, where another one reads the pad.
import { predictionOf } from "../store/prediction";
import { active, trained } from "../store/snapshots";
import { aDigit } from "../ui/format";
import { words } from "../ui/prediction-words";

export function YourDrawing() {
  if (!trained.value || trained.value === active.value) return null;
  const prediction = predictionOf(trained.value);
  const [sure, then] = words(prediction);
  return (
    <p class="your-drawing">
      <b>Your network, now:</b>{" "}
      {prediction.state === "read" ? `it reads ${aDigit(prediction.ranking[0])}, ${sure}` : `${sure}: ${then}`}
    </p>
  );
}
