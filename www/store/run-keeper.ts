// Who keeps the run when the page is about to be left: the room that trains, once it has been entered.

interface Keeper {
  /** Pauses, and is done when all that is to be kept of the run is kept. */
  saveBeforeLeaving: () => Promise<void>;
  /** Whether the browser keeps the run; undefined: there is none. */
  isKept: () => boolean | undefined;
}

let keeper: Keeper | null = null;

export const setKeeper = (given: Keeper) => {
  keeper = given;
};

export const saveBeforeLeaving = async () => keeper?.saveBeforeLeaving();

export const isRunKept = () => keeper?.isKept();
