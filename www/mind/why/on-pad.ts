// Which ink decided, on the pad itself: the attribution's picture, laid where the image that it is about lies there.
import { effect } from "@preact/signals";
import { isOverlayOn, overlay } from "../../store/pad-overlay";
import { placement, reading } from "../../store/prediction";
import { theme } from "../../ui/theme";
import { attribution } from "./attribution";
import { paintAttribution, SIZE, uncover } from "./picture";

/** From the first time that it is switched on, it follows the switch and the drawing, in every room. */
let isFollowing = false;

export function showOnPad(isOn: boolean) {
  isOverlayOn.value = isOn;
  if (isFollowing) return;
  isFollowing = true;
  const picture = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
  effect(() => {
    const now = isOverlayOn.value ? attribution.value : null;
    const place = now && placement.value;
    void theme.value;
    if (now && place) {
      paintAttribution(picture, now);
      if (reading.value.digits.length > 1) uncover(picture, now);
    }
    overlay.value = place && { picture, placement: place };
  });
}
