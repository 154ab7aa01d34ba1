// A place where nothing is yet: one line on what will come, and the button that makes it come.
import type { ComponentChildren } from "preact";

/** @param children the line, and the button if there is one */
export const Waiting = ({ children }: { children: ComponentChildren }) => <div class="place">{children}</div>;
