// A button that asks for a picture: a file, or a photograph that is taken for it.
import type { ComponentChildren } from "preact";
import { take } from "./take";

interface Props {
  testid: string;
  /** The path of it. */
  icon: string;
  /** The camera that is asked, instead of a file. */
  capture?: "environment";
  children: ComponentChildren;
}

export function FileButton({ testid, icon, capture, children }: Props) {
  const changed = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    void take(currentTarget.files);
    // Or choosing the same file again would be no change.
    currentTarget.value = "";
  };
  return (
    <label class="button">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icon} />
      </svg>
      {children}
      <input
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture={capture}
        data-testid={testid}
        onChange={changed}
      />
    </label>
  );
}
