// A reader as long as a component is there.
import { useEffect, useState } from "react";
import { loadReader, type Reader } from "neuroglyph";

export function useReader(): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    let own: Reader | null = null;
    let isGone = false;
    void loadReader().then((loaded) => {
      own = loaded;
      if (isGone) loaded.free();
      else setReader(loaded);
    });
    return () => {
      isGone = true;
      own?.free();
      setReader(null);
    };
  }, []);
  return reader;
}
