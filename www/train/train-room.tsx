// Train.
export function Room() {
  return (
    <section class="room" aria-labelledby="room-title">
      <h1 id="room-title" tabIndex={-1}>
        Train one yourself
      </h1>
    </section>
  );
}
