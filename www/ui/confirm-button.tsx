// A deed that cannot be undone: asked for by one button, in whose place two others ask whether that is meant.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";

interface Props {
  /** Of its buttons: NAME, NAME-sure and NAME-keep. */
  name: string;
  children: ComponentChildren;
  /** What the two say: do it, and leave it. */
  sure: string;
  keep: string;
  isPossible: boolean;
  onConfirm: () => void;
}

export function ConfirmButton({ name, children, sure, keep, isPossible, onConfirm }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [wasAsked, setAsked] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const second = useRef<HTMLButtonElement>(null);
  const ask = (isAsked: boolean) => {
    setAsking(isAsked);
    setAsked(true);
  };
  useLayoutEffect(() => {
    // The button that had the focus is gone.
    if (wasAsked) (isAsking ? second : first).current?.focus({ preventScroll: true });
  }, [isAsking]);
  if (!isAsking)
    return (
      <button
        type="button"
        data-testid={name}
        aria-disabled={!isPossible}
        ref={first}
        onClick={() => isPossible && ask(true)}
      >
        {children}
      </button>
    );
  const confirm = () => {
    ask(false);
    onConfirm();
  };
  return (
    <>
      <button type="button" data-testid={`${name}-sure`} onClick={confirm}>
        {sure}
      </button>
      <button type="button" data-testid={`${name}-keep`} ref={second} onClick={() => ask(false)}>
        {keep}
      </button>
    </>
  );
}
