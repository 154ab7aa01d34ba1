// Learn: the contents, and a lesson.
export function Room({ part }: { part: string; query: string }) {
  return (
    <section class="room" aria-labelledby="room-title">
      <h1 id="room-title" tabIndex={-1}>
        {part ? `Lesson ${part}` : "Twelve lessons"}
      </h1>
    </section>
  );
}
