// The way to the lesson that explains what stands here.

export const LessonLink = ({ lesson }: { lesson: number }) => (
  <a class="link lesson-link" href={`#/learn/${lesson}`}>
    Why? Lesson {lesson}
  </a>
);
