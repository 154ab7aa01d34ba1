// A button that may have nothing to do at the moment: unlike `disabled`, it keeps the focus then.
import type { ComponentChildren } from "preact";

interface Props {
  testid: string;
  children: ComponentChildren;
  isAble?: boolean;
  class?: string;
  onPress: () => void;
}

export function Button({ testid, children, isAble = true, class: name, onPress }: Props) {
  const press = () => isAble && onPress();
  return (
    <button type="button" class={name} data-testid={testid} aria-disabled={isAble ? undefined : true} onClick={press}>
      {children}
    </button>
  );
}
