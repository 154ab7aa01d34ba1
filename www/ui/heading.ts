// Where the focus goes when the control that had it is gone: the heading of the room.

export const focusHeading = () => document.querySelector<HTMLElement>("#room h1")?.focus({ preventScroll: true });
